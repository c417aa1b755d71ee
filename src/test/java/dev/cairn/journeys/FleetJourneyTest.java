package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.telemetry.LogQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes appear while one watches; one is assigned, updated and looked at. The agents are real, their machines played. */
@UiTest
class FleetJourneyTest {
    private static final Duration LONG = Duration.ofSeconds(150);

    @Test
    void aDiscoveredNodeIsAssignedUpdatedAndObserved(@TempDir Path folder) throws Exception {
        RunningDesktop.requireDisplay();
        try (PreparedFleet fleet = PreparedFleet.make(folder);
                RunningDesktop desktop = RunningDesktop.open(fleet.cairn(), title -> List.of(), Optional.empty())) {
            desktop.click("#rail-nodes");
            desktop.waitFor("#nodes");
            desktop.until("the app to listen", () -> fleet.cairn().watchNodes().isWatching());
            fleet.switchOn();
            fleet.switchOn();
            desktop.until(
                    "both nodes to appear",
                    LONG,
                    () -> desktop.visible("#discovered-title").isPresent()
                            && desktop.words("#discovered-title").startsWith("2 "));
            desktop.picture("journey-6-discovered");

            drag(desktop);
            assign(desktop);
            Node node = assigned(fleet).orElseThrow();
            desktop.picture("journey-7-assigned");

            desktop.click("#node-sync");
            desktop.until(
                    "the node to be active",
                    LONG,
                    () -> report(fleet, node)
                                    .filter(report -> report.state().equals("active"))
                                    .isPresent()
                            || retry(fleet, node));
            update(desktop, fleet, node);
            observe(desktop, fleet, node);
        }
    }

    private static void drag(RunningDesktop desktop) {
        desktop.drag("#discovered-list .list-cell", ".site-target");
        desktop.waitFor("#assign-dialog");
        desktop.press(KeyCode.ESCAPE, false);
        desktop.until(
                "the dialog to close", () -> desktop.visible("#assign-dialog").isEmpty());
    }

    private static void assign(RunningDesktop desktop) {
        desktop.click("#discovered-list #assign");
        desktop.type("#assign-dialog-host-name", "harbour-till");
        desktop.click("#assign-dialog-action");
        desktop.waitFor("#node-detail");
    }

    private static Optional<Node> assigned(PreparedFleet fleet) {
        return fleet.cairn().listNodes().all().stream()
                .filter(node -> node.state() != NodeState.DISCOVERED)
                .findFirst();
    }

    /** One sync may come before the cluster is ready; the next tells. */
    private static boolean retry(PreparedFleet fleet, Node node) {
        fleet.cairn()
                .syncSite()
                .start(List.of(java.util.Objects.requireNonNull(node.site())))
                .await();
        return false;
    }

    private static void update(RunningDesktop desktop, PreparedFleet fleet, Node node) {
        String slot = report(fleet, node).orElseThrow().slot();
        desktop.click("#node-update");
        desktop.waitFor("#update-dialog");
        desktop.picture("journey-8-update-dialog");
        desktop.click("#update-dialog-action");
        desktop.until("the job to be shown", () -> desktop.visible("#job-tray").isPresent());
        desktop.until(
                "the progress of the update to be shown",
                LONG,
                () -> desktop.visible("#job-tray .progress-bar").isPresent());
        desktop.picture("journey-9-updating");
        desktop.until(
                "the update to be committed",
                LONG,
                () -> report(fleet, node)
                        .map(NodeReport::lastUpdate)
                        .filter(UpdateEnd::committed)
                        .isPresent());
        assertThat(report(fleet, node).orElseThrow().slot()).isNotEqualTo(slot);
        desktop.picture("journey-10-updated");
    }

    private static void observe(RunningDesktop desktop, PreparedFleet fleet, Node node) {
        desktop.until(
                "telemetry to be at home",
                LONG,
                () -> fleet.cairn().queryTelemetry().counts().samples() > 0);
        desktop.click("#node-telemetry");
        desktop.waitFor("#chart-cpu-load1");
        desktop.waitFor("#log-lines .log-line");
        desktop.click("#span-15m");
        desktop.press(KeyCode.LEFT, false);
        desktop.picture("journey-11-telemetry");
        assertThat(fleet.cairn().queryLogs().run(LogQuery.newest(5))).isNotEmpty();
        assertThat(fleet.cairn().queryTelemetry().series(node.id())).contains("cpu.load1");
    }

    private static Optional<NodeReport> report(PreparedFleet fleet, Node node) {
        return fleet.cairn().listNodes().byId(node.id()).map(Node::report);
    }
}
