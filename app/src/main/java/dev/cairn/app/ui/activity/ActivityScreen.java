package dev.cairn.app.ui.activity;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListActivity;
import java.util.EnumSet;
import javafx.scene.Parent;

/** Who did what, when. FX thread only. */
public final class ActivityScreen extends FollowingScreen {
    private final ActivityViewModel model;

    /** Built when it is first visited. */
    public ActivityScreen(ListActivity activity, InventoryEvents events, UiWork work) {
        super(events, work, EnumSet.allOf(Topic.class));
        model = new ActivityViewModel(activity, work);
    }

    @Override
    protected Parent build() {
        return new ActivityView(model);
    }

    @Override
    protected void refresh() {
        model.refresh();
    }
}
