package dev.cairn.app.ui.rollouts;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.sync.ListRollouts;
import dev.cairn.app.usecase.sync.StartRollout;
import java.util.Set;
import javafx.scene.Parent;

/** Bringing many sites to a release, in waves. FX thread only. */
public final class RolloutsScreen extends FollowingScreen {
    private final RolloutsViewModel model;
    private final RolloutsView rolloutsView;

    /** Built when it is first visited. */
    public RolloutsScreen(
            StartRollout rollouts,
            ListRollouts list,
            ListSites sites,
            ListReleases releases,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.ROLLOUTS, Topic.SITES, Topic.RELEASES));
        model = new RolloutsViewModel(rollouts, list, sites, releases, work);
        rolloutsView = new RolloutsView(model, desk);
    }

    @Override
    protected Parent build() {
        return rolloutsView;
    }

    @Override
    protected void refresh() {
        model.refresh();
    }

    @Override
    public void open(String id) {
        rolloutsView.open(id);
    }
}
