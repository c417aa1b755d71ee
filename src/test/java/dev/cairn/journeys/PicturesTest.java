package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.usecase.job.PartControl;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
                details(cairn, desktop, theme);
                desktop.click("#rail-overview");
                desktop.click("#theme-toggle");
            }
        }
    }

    private static void details(Cairn cairn, RunningDesktop desktop, String theme) throws InterruptedException {
        desktop.click("#rail-sites");
        desktop.click(".table-row-cell");
        desktop.waitFor("#site-detail");
        site(desktop, theme);
        desktop.click("#rail-nodes");
        desktop.click("#nodes-table .table-row-cell");
        desktop.waitFor("#node-detail");
        desktop.picture("nodes-detail-" + theme);
        desktop.click("#node-boot-log");
        desktop.waitFor("#boot-log-text");
        desktop.picture("nodes-boot-log-" + theme);
        desktop.click("#boot-log-close");
        desktop.scroll("#node-actions", 1);
        desktop.picture("nodes-recovery-" + theme);
        desktop.click("#node-reflash");
        desktop.waitFor("#node-action-release");
        desktop.click("#node-action-wipe");
        desktop.picture("nodes-write-anew-" + theme);
        desktop.click("#node-action-cancel");
        transfer(cairn, desktop, theme);
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

    /** The drawer of a site from its top to its end, its dialogs, and one that has two clusters. */
    private static void site(RunningDesktop desktop, String theme) {
        desktop.waitFor("#site-look-of");
        desktop.picture("sites-detail-" + theme);
        desktop.scroll("#site-detail", 0.45);
        desktop.picture("sites-detail-nodes-" + theme);
        desktop.scroll("#site-detail", 1);
        desktop.waitFor("#site-access-open");
        desktop.picture("sites-detail-end-" + theme);
        desktop.scroll("#site-detail", 0);
        desktop.click("#site-update");
        desktop.waitFor("#update-dialog");
        desktop.picture("sites-update-" + theme);
        desktop.click("#update-dialog-cancel");
        desktop.click("#site-roles");
        desktop.waitFor("#roles-verdict");
        desktop.picture("sites-roles-" + theme);
        desktop.click("#roles-aarhus-o-3");
        assertThat(desktop.visible("#roles-verdict .problem"))
                .as("two servers are refused")
                .isPresent();
        desktop.picture("sites-roles-refused-" + theme);
        desktop.click("#roles-cancel");
        desktop.scroll("#site-detail", 0.6);
        desktop.click("#site-replace");
        desktop.waitFor("#replace-with");
        desktop.picture("sites-replace-" + theme);
        desktop.click("#replace-cancel");
        desktop.type("#sites-filter", "Rostock");
        desktop.click("#sites-table .table-row-cell:filled");
        desktop.waitFor("#site-two-clusters");
        desktop.picture("sites-two-clusters-" + theme);
        desktop.scroll("#site-detail", 0.3);
        desktop.picture("sites-two-clusters-end-" + theme);
        desktop.type("#sites-filter", "");
    }

    /** A job at work on the node whose drawer is open. */
    private static void transfer(Cairn cairn, RunningDesktop desktop, String theme) throws InterruptedException {
        Node node = cairn.listNodes().find("aarhus-o-1");
        CountDownLatch seen = new CountDownLatch(1);
        Job<Boolean> job = cairn.jobs().start("Sync Aarhus Ø", control -> {
            try (PartControl part = control.about(node.id().value())) {
                part.begin(node.label() + ": sends 640 chunks", 40 << 20, JobUnit.BYTES);
                // Two looks at the clock make a rate.
                for (int i = 0; i < 12; i++) {
                    part.advance(1 << 20);
                    seen.await(100, TimeUnit.MILLISECONDS);
                }
                seen.await();
            }
            return true;
        });
        desktop.waitFor("#node-job-words");
        desktop.until(
                "a rate to be shown", () -> desktop.words("#node-job-words").contains("/s"));
        desktop.scroll("#node-actions", 0);
        desktop.picture("nodes-transfer-" + theme);
        seen.countDown();
        assertThat(job.await()).isTrue();
        desktop.until(
                "the transfer to be over", () -> desktop.visible("#node-job").isEmpty());
    }

    private static void visit(RunningDesktop desktop, Place place, String ready, String theme) {
        String name = place.name().toLowerCase(Locale.ROOT);
        desktop.click("#rail-" + name);
        desktop.waitFor(ready);
        desktop.waitForData();
        desktop.picture(name + "-" + theme);
    }
}
