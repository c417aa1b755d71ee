package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.update.UpdateDialog;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.AssignNode;
import dev.cairn.app.usecase.fleet.ListActivity;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.RetireNode;
import dev.cairn.app.usecase.library.ListReleases;
import java.time.InstantSource;
import java.util.Set;
import javafx.scene.Parent;

/** The nodes of the fleet, the discovered ones on top. FX thread only. */
public final class NodesScreen extends FollowingScreen {
    private final NodesViewModel model;
    private final NodesView nodesView;

    /** Built when it is first visited. */
    public NodesScreen(
            ListNodes nodes,
            ListSites sites,
            ListReleases releases,
            ListActivity activity,
            NodeCare care,
            AssignNode assign,
            RetireNode retire,
            UpdateDialog update,
            FileChoosing files,
            InstantSource clock,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.NODES, Topic.SITES, Topic.RELEASES));
        model = new NodesViewModel(nodes, sites, releases, activity, assign, retire, clock, work);
        nodesView = new NodesView(
                model,
                () -> new NodeDetailModel(care.updates(), care.logs(), work, desk::problem),
                new NodeActions(care, work),
                new NodeJobs(care.jobs(), work),
                update,
                files,
                desk);
    }

    @Override
    protected Parent build() {
        return nodesView;
    }

    @Override
    protected void refresh() {
        model.refresh();
    }

    @Override
    public void open(String id) {
        nodesView.open(id);
    }
}
