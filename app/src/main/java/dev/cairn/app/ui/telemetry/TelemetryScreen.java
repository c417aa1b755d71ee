package dev.cairn.app.ui.telemetry;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListActivity;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.telemetry.QueryLogs;
import dev.cairn.app.usecase.telemetry.QueryTelemetry;
import java.time.InstantSource;
import java.util.Set;
import javafx.scene.Parent;

/** Charts and logs of a node. FX thread only. */
public final class TelemetryScreen extends FollowingScreen {
    private final TelemetryViewModel model;
    private final Desk desk;

    /** Built when it is first visited. */
    public TelemetryScreen(
            ListNodes nodes,
            ListActivity activity,
            QueryTelemetry telemetry,
            QueryLogs logs,
            InstantSource clock,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.TELEMETRY));
        this.desk = desk;
        model = new TelemetryViewModel(nodes, activity, telemetry, logs, clock, work);
    }

    @Override
    protected Parent build() {
        return new TelemetryView(model, desk);
    }

    @Override
    protected void refresh() {
        model.refresh();
    }

    @Override
    public void open(String id) {
        model.choose(id);
    }
}
