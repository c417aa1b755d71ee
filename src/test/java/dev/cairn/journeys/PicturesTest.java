package dev.cairn.journeys;

import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visits every screen with a fleet of some months, in both themes, and keeps a picture of each. */
@UiTest
@Tag("slow")
class PicturesTest {
    @Test
    void everyScreenShowsItsDataInBothThemes(@TempDir Path home) throws Exception {
        RunningDesktop.requireDisplay();
        SeededFleet.make(home, 24);
        Cairn cairn = Cairn.open(CairnOptions.of(home).withBeaconPort(FreePort.udp()));
        try (RunningDesktop desktop = RunningDesktop.open(cairn, title -> List.of(), Optional.empty())) {
            for (String theme : List.of("light", "dark")) {
                desktop.waitFor("#tile-nodes");
                visit(desktop, Place.OVERVIEW, "#overview-sites", theme);
                visit(desktop, Place.SITES, "#sites-table", theme);
                visit(desktop, Place.NODES, "#nodes-table", theme);
                visit(desktop, Place.PROFILES, "#slab-0", theme);
                visit(desktop, Place.LIBRARY, "#artifacts-table", theme);
                visit(desktop, Place.DRIVES, "#drives", theme);
                visit(desktop, Place.ROLLOUTS, "#rollout-start", theme);
                visit(desktop, Place.TELEMETRY, "#chart-cpu-busy-ratio", theme);
                visit(desktop, Place.ACTIVITY, "#activity-table", theme);
                visit(desktop, Place.SETTINGS, "#settings-home", theme);
                details(desktop, theme);
                desktop.click("#rail-overview");
                desktop.click("#theme-toggle");
            }
        }
    }

    private static void details(RunningDesktop desktop, String theme) {
        desktop.click("#rail-sites");
        desktop.click(".table-row-cell");
        desktop.waitFor("#site-detail");
        desktop.picture("sites-detail-" + theme);
        desktop.click("#rail-nodes");
        desktop.click("#nodes-table .table-row-cell");
        desktop.waitFor("#node-detail");
        desktop.picture("nodes-detail-" + theme);
        desktop.click("#node-boot-log");
        desktop.waitFor("#boot-log-text");
        desktop.picture("nodes-boot-log-" + theme);
        desktop.click("#boot-log-close");
        desktop.scrollToTheEnd("#node-actions");
        desktop.picture("nodes-recovery-" + theme);
        desktop.click("#node-reflash");
        desktop.waitFor("#node-action-release");
        desktop.click("#node-action-wipe");
        desktop.picture("nodes-write-anew-" + theme);
        desktop.click("#node-action-cancel");
        desktop.click("#drawer-close");
        desktop.press(KeyCode.K, true);
        desktop.type("#palette-query", "kiel");
        desktop.picture("palette-" + theme);
        desktop.press(KeyCode.ESCAPE, false);
        desktop.press(KeyCode.F1, false);
        desktop.waitFor("#help-dialog");
        desktop.picture("help-" + theme);
        desktop.press(KeyCode.ESCAPE, false);
        desktop.until("help to close", () -> desktop.visible("#help-dialog").isEmpty());
    }

    private static void visit(RunningDesktop desktop, Place place, String ready, String theme) {
        String name = place.name().toLowerCase(Locale.ROOT);
        desktop.click("#rail-" + name);
        desktop.waitFor(ready);
        desktop.waitForData();
        desktop.picture(name + "-" + theme);
    }
}
