package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.image.ImageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with a box of drives: arms the line, puts drives in, watches them being ticked off. Plain files play the drives. */
@UiTest
@Tag("slow")
class FlashJourneyTest {
    @Test
    void drivesThatArePutInAreWrittenAndCounted(@TempDir Path folder) throws Exception {
        RunningDesktop.requireDisplay();
        List<Drive> plugged = new CopyOnWriteArrayList<>();
        plugged.add(new Drive(
                Path.of("/dev/sda"),
                "Laptop disk",
                "L1",
                1L << 38,
                "sata",
                "1",
                1,
                false,
                List.of(Drive.Refusal.SYSTEM)));
        Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home"))
                .withBeaconPort(FreePort.udp())
                .withAgentLayer(new PlayedArtifacts(folder).agentLayer())
                .withDrives(new Bench(plugged)));
        Image image = bakedImage(cairn, Files.createDirectories(folder.resolve("inputs")));
        try (RunningDesktop desktop = RunningDesktop.open(cairn, title -> List.of(), Optional.empty())) {
            desktop.waitFor("#rail-drives");
            desktop.click("#rail-drives");
            desktop.waitFor("#flash-arm");
            desktop.type("#flash-prefix", "harbour");
            desktop.picture("journey-flash-1-ready");
            desktop.click("#flash-arm");
            desktop.waitFor("#flash-stop");
            desktop.until("the first look at the drives", () -> drives(cairn) == 1);

            Drive full = stick(folder, 3, image.bytes());
            Files.write(full.device(), new byte[] {1});
            plugged.addAll(List.of(stick(folder, 1, image.bytes()), stick(folder, 2, image.bytes()), full));
            desktop.until(
                    "the counter to say 2", () -> desktop.words("#flash-count").equals("2"));
            desktop.until(
                    "the drive with data to wait",
                    () -> !desktop.visible("#flash-typed").isEmpty());
            desktop.picture("journey-flash-2-asks");
            Files.write(full.device(), new byte[0]);
            desktop.type("#flash-typed", full.device().toString());
            desktop.click("#flash-allow");
            desktop.until(
                    "the counter to say 3", () -> desktop.words("#flash-count").equals("3"));
            desktop.picture("journey-flash-3-counted");
            Drive pulled = stick(folder, 4, image.bytes(), Bench.LOOSE_BUS);
            plugged.add(pulled);
            desktop.until(
                    "the drive to be gone", () -> cairn.flashLine().status().failed() == 1);
            plugged.remove(pulled);
            desktop.until(
                    "the name to be kept",
                    () -> desktop.words("#flash-next").contains("harbour-004 is kept for the drive 4C53000124"));
            assertThat(desktop.words(".failed-drive .drive-words")).contains("is gone");
            assertThat(desktop.words(".failed-drive .drive-remedy")).startsWith("Connect it again");
            desktop.picture("journey-flash-4-gone");
            desktop.click("#theme-toggle");
            desktop.picture("journey-flash-4-gone-dark");
            assertThat(cairn.listDrives().written())
                    .hasSize(4)
                    .filteredOn(write -> write.problem() == null)
                    .hasSize(3);

            desktop.click("#flash-give-up");
            desktop.until(
                    "the name to be free", () -> desktop.words("#flash-next").endsWith("It becomes harbour-004."));
            desktop.click("#flash-stop");
            desktop.waitFor("#drive-stick-1");
            assertThat(desktop.words("#drive-stick-1 .drive-words"))
                    .as("what was just written is not shown as if it was empty")
                    .startsWith("Cairn wrote it as harbour-00");
            desktop.picture("journey-flash-5-paused");
            desktop.click("#flash-finish");
            desktop.waitFor("#flash-arm");
            assertThat(cairn.flashLine().status().run()).isNull();
        }
    }

    private static int drives(Cairn cairn) {
        return cairn.flashLine().status().drives().size();
    }

    private static Drive stick(Path folder, int number, long bytes) throws IOException {
        return stick(folder, number, bytes, Drive.FILE);
    }

    private static Drive stick(Path folder, int number, long bytes, String bus) throws IOException {
        return new Drive(
                Files.createFile(folder.resolve("stick-" + number)),
                "SanDisk Ultra",
                "4C5300012" + number,
                bytes,
                bus,
                "usb-" + number,
                number,
                true,
                List.of());
    }

    /** What is put in; a drive on a loose bus is gone before its first byte. */
    private record Bench(List<Drive> plugged) implements DriveEnumerator {
        static final String LOOSE_BUS = "loose";

        @Override
        public List<Drive> list() {
            return List.copyOf(plugged);
        }

        @Override
        public void claim(Drive chosen) {
            throw new ProblemException(new Problem(
                    ImageProblem.DRIVE_VANISHED.code(),
                    "write",
                    chosen.device().toString(),
                    Map.of("reason", "No such device")));
        }
    }

    private static Image bakedImage(Cairn cairn, Path inputs) throws Exception {
        PlayedArtifacts played = new PlayedArtifacts(inputs, 1);
        cairn.initFleet().run("Bench");
        var imported = cairn.importArtifact()
                .start(List.of(
                        new ImportRequest(played.baseOs(), ArtifactKind.BASE_OS, null),
                        new ImportRequest(played.kubernetes("v1.34.1+k3s1"), ArtifactKind.KUBERNETES, null)))
                .await();
        List<Layer> layers = imported.stream()
                .map(artifact -> {
                    LayerKind kind = artifact.kind() == ArtifactKind.BASE_OS ? LayerKind.BASE_OS : LayerKind.KUBERNETES;
                    return new Layer(
                            kind,
                            kind.word(),
                            artifact.name(),
                            "sha256:" + artifact.digest().hex(),
                            Map.of());
                })
                .toList();
        cairn.saveProfile().run(new ProfileDraft("edge", "", layers));
        return cairn.bakeImage()
                .start(BakeRequest.of(cairn.createRelease().run("edge").digest()))
                .await();
    }
}
