package dev.cairn.app.domain.activity;

import java.util.List;

/** Keeps the activity log; entries are stored in the transaction of the change that they tell of. */
public interface ActivityLog {
    /** Adds an entry; {@code details} are names and values in turn. */
    void add(String action, String subject, Object... details);

    /** The newest entries, newest first. */
    List<ActivityEntry> latest(int limit);
}
