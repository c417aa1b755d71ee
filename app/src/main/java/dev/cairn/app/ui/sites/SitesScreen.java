package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.update.UpdateDialog;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.AddSite;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.library.ListReleases;
import java.time.InstantSource;
import java.util.Set;
import javafx.scene.Parent;

/** The sites of the fleet. FX thread only. */
public final class SitesScreen extends FollowingScreen {
    private final SitesViewModel model;
    private final SitesView sitesView;

    /** Built when it is first visited. */
    public SitesScreen(
            ListSites sites,
            ListNodes nodes,
            ListReleases releases,
            AddSite addSite,
            SiteCare care,
            UpdateDialog update,
            InstantSource clock,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.SITES, Topic.NODES, Topic.RELEASES));
        model = new SitesViewModel(sites, nodes, releases, addSite, care, clock, work);
        sitesView = new SitesView(model, update, desk);
    }

    @Override
    protected Parent build() {
        return sitesView;
    }

    @Override
    protected void refresh() {
        model.refresh();
    }

    @Override
    public void open(String id) {
        if (id.isEmpty()) {
            sitesView.add();
        } else {
            sitesView.open(id);
        }
    }
}
