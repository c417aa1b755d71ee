package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.activity.ActivityLog;
import java.util.List;

/** Shows who did what and when. */
public final class ListActivity {
    private final ActivityLog activity;

    public ListActivity(ActivityLog activity) {
        this.activity = activity;
    }

    /** The newest entries, newest first. */
    public List<ActivityEntry> latest(int limit) {
        return activity.latest(limit);
    }
}
