package dev.cairn.app.demo;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.played.PlayedMachines;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.wiring.Cairn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The main job from an empty folder to an updated and observed fleet. One run, on one thread. */
public final class Demo {
    private static final String PROFILE = "edge-demo";

    private final Cairn cairn;
    private final PlayedMachines machines;
    private final InstantSource clock;
    private final Narrator narrator;
    private final Path folder;

    /** {@code cairn} is open on a new scratch folder; {@code machines} are switched on here and closed by the caller. */
    public Demo(Cairn cairn, PlayedMachines machines, InstantSource clock, Narrator narrator) {
        this.cairn = cairn;
        this.machines = machines;
        this.clock = clock;
        this.narrator = narrator;
        this.folder = cairn.home().resolve("demo");
    }

    /** Runs all chapters; problems come as ProblemException. */
    public DemoReport run(int nodes) throws IOException {
        Instant started = clock.instant();
        sayWhatIsReal(nodes);
        PlayedArtifacts played = new PlayedArtifacts(Files.createDirectories(folder));

        chapter("Fleet and library");
        Fleet fleet = cairn.initFleet().run("Demo fleet");
        Artifact baseOs = add(played.baseOs(), ArtifactKind.BASE_OS);
        narrator.say("  fleet key made, played base OS checked and imported");

        chapter("Profile → release → image");
        Release first = release(baseOs, "v1.34.1+k3s1", played.kubernetes("v1.34.1+k3s1"));
        Image image = cairn.bakeImage().start(BakeRequest.of(first.digest())).await();
        cairn.verifyImage().start(image.path()).await();
        narrator.say("  " + first.label() + " baked into " + image.path().getFileName() + ", " + (image.bytes() >> 20)
                + " MiB of disk, verified");

        chapter("Drive");
        Path drive = folder.resolve("drive.img");
        DriveWrite written = cairn.writeDrive()
                .start(image, List.of(Drive.file(drive, image.bytes())), null)
                .getFirst()
                .await();
        narrator.say("  wrote " + (written.bytes() >> 20) + " MiB and read them back: "
                + (written.verified() ? "verified" : "not verified"));

        chapter("Machines");
        DemoFleet site = new DemoFleet(cairn, machines, new Waiting(cairn.events(), clock), narrator);
        List<Node> found = site.discover(drive, nodes);
        List<Site> sites = site.assign(found, first);
        site.waitUntilActive(sites);

        chapter("Update of every site, the first one alone");
        Release second = release(baseOs, "v1.34.2+k3s1", played.kubernetes("v1.34.2+k3s1"));
        DemoReport.UpdateFigures update = site.rollOut("Kubernetes 1.34.2", second, sites);

        chapter("A bad release for the last site, which must fall back by itself");
        Release bad = release(baseOs, "v1.34.3+k3s1", played.brokenKubernetes("v1.34.3+k3s1"));
        DemoReport.UpdateFigures badUpdate =
                site.rollOut("Kubernetes 1.34.3", bad, sites.subList(sites.size() - 1, sites.size()));

        chapter("Telemetry");
        DemoReport.TelemetryFigures telemetry = site.drain(sites);

        return new DemoReport(
                fleet.name(),
                cairn.home().toString(),
                new DemoReport.ReleaseFigures(first.digest().toString(), first.profile(), first.version()),
                new DemoReport.ImageFigures(
                        image.path().toString(), image.sha256().toString(), image.bytes()),
                new DemoReport.DriveFigures(drive.toString(), written.bytes(), written.verified()),
                site.figures(),
                update,
                badUpdate,
                telemetry,
                Duration.between(started, clock.instant()).toMillis() / 1000.0);
    }

    private void sayWhatIsReal(int nodes) {
        narrator.say("Cairn demo: the main job on a scratch fleet in " + cairn.home());
        narrator.say(
                "Real: inventory, keys, release, squashfs, image, drive writer and its read-back, beacons, SSH, orders,");
        narrator.say(
                "  chunks, the agent and its update machine, health verdict, fall-back, telemetry spool and drain.");
        narrator.say(
                "Played: the base OS (files of the right shape), Kubernetes (a line of text that gets ready or not), the drive");
        narrator.say("  (a file), and " + nodes
                + " machines (processes; their slots are folders, their reboots are restarts).");
    }

    private void chapter(String title) {
        narrator.say("• " + title);
    }

    private Artifact add(Path file, ArtifactKind kind) {
        return cairn.importArtifact()
                .start(List.of(new ImportRequest(file, kind, null)))
                .await()
                .getFirst();
    }

    private Release release(Artifact baseOs, String version, Path kubernetes) {
        Artifact binary = add(kubernetes, ArtifactKind.KUBERNETES);
        cairn.saveProfile()
                .run(new ProfileDraft(
                        PROFILE,
                        "One node, nothing but Kubernetes",
                        List.of(
                                layer(LayerKind.BASE_OS, "played-base-os", baseOs, Map.of()),
                                layer(LayerKind.KUBERNETES, "k3s", binary, Map.of("version", version)))));
        return cairn.createRelease().run(PROFILE);
    }

    private static Layer layer(LayerKind kind, String name, Artifact artifact, Map<String, String> settings) {
        return new Layer(kind, name, artifact.name(), artifact.digest().prefixed(), settings);
    }
}
