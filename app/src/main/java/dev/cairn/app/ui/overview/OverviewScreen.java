package dev.cairn.app.ui.overview;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.OverviewSummary;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import javafx.scene.Parent;

/** The overview, and on an empty data folder the first start. FX thread only. */
public final class OverviewScreen extends FollowingScreen {
    private final OverviewViewModel model;
    private final Desk desk;
    private final Optional<DemoFleet> demo;
    private final Runnable firstReady;

    /** {@code firstReady} is called each time real content has been put into the scene. */
    public OverviewScreen(
            InitFleet fleets,
            OverviewSummary overview,
            ListSites sites,
            InstantSource clock,
            InventoryEvents events,
            UiWork work,
            Desk desk,
            Optional<DemoFleet> demo,
            Runnable firstReady) {
        super(events, work, EnumSet.complementOf(EnumSet.of(Topic.ACTIVITY)));
        this.model = new OverviewViewModel(fleets, overview, sites, clock, work);
        this.desk = desk;
        this.demo = demo;
        this.firstReady = firstReady;
    }

    @Override
    protected Parent build() {
        return new OverviewView(model, desk, demo, firstReady);
    }

    @Override
    protected void refresh() {
        model.refresh();
    }
}
