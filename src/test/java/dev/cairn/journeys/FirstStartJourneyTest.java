package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty data folder to a site and a kept profile, by mouse and keyboard alone. */
@UiTest
class FirstStartJourneyTest {
    @Test
    void anEmptyFleetGetsASiteAndAProfile(@TempDir Path folder) throws Exception {
        RunningDesktop.requireDisplay();
        PlayedArtifacts played = new PlayedArtifacts(Files.createDirectories(folder.resolve("inputs")), 1);
        List<Path> files = List.of(played.baseOs(), played.kubernetes("v1.34.1+k3s1"));
        Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home")).withBeaconPort(FreePort.udp()));
        try (RunningDesktop desktop = RunningDesktop.open(cairn, title -> files, Optional.empty())) {
            desktop.waitFor("#start");
            assertThat(desktop.visible("#start-demo")).as("no demo was wired").isEmpty();
            desktop.picture("journey-1-first-start");
            desktop.click("#start-new");
            desktop.waitFor("#needs");
            assertThat(cairn.initFleet().current()).isPresent();

            desktop.click("#need-add_site");
            desktop.type("#site-dialog-name", "Harbour");
            desktop.type("#site-dialog-coordinates", "53.55, 9.93");
            desktop.picture("journey-2-add-site");
            desktop.click("#site-dialog-action");
            desktop.waitFor("#site-detail");
            assertThat(cairn.listSites().find("Harbour").coordinates()).isNotNull();
            desktop.picture("journey-3-site");

            desktop.click("#rail-library");
            desktop.click("#library-import-first");
            // what plays Kubernetes is a line of text, so the app asks for its kind
            desktop.waitFor("#kind-dialog", Duration.ofSeconds(60));
            assertThat(library(cairn)).as("the file before the unclear one").isEqualTo(1);
            desktop.choose("#kind-dialog-kind", ArtifactKind.KUBERNETES);
            desktop.picture("journey-3-kind");
            desktop.click("#kind-dialog-action");
            desktop.until("both files to be in the library", () -> library(cairn) == 2);
            assertThat(cairn.listArtifacts().all()).anyMatch(artifact -> artifact.kind() == ArtifactKind.KUBERNETES);

            desktop.click("#rail-profiles");
            desktop.click("#profile-new-first");
            desktop.type("#profile-dialog-name", "shop");
            desktop.click("#profile-dialog-action");
            desktop.click("#profile-artifacts #artifact-add");
            desktop.waitFor("#slab-0");
            desktop.until(
                    "the verdict to name what is missing",
                    () -> desktop.words("#verdict-words").contains("problem"));
            desktop.picture("journey-4-incomplete-profile");
            desktop.click("#profile-artifacts #artifact-add", 1);
            desktop.waitFor("#slab-1");
            desktop.until(
                    "the profile to be complete",
                    () -> desktop.words("#verdict-words").startsWith("Complete"));
            desktop.picture("journey-5-complete-profile");
            desktop.click("#profile-save");
            desktop.until(
                    "the profile to be kept",
                    () -> cairn.listProfiles().latest().size() == 1);
            assertThat(cairn.listProfiles().find("shop").draft().layers()).hasSize(2);
        }
    }

    private static int library(Cairn cairn) {
        return cairn.listArtifacts().all().size();
    }
}
