package dev.cairn.journeys;

import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.usecase.sync.SyncTimes;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A fleet with one site, two releases and an image, and machines that boot from the image: real agents, their firmware and slots
 * played. Closing switches the machines off; the app belongs to whoever asked for it. Used by one thread.
 */
final class PreparedFleet implements AutoCloseable {
    private static final SyncTimes TIMES =
            new SyncTimes(Duration.ofMinutes(1), Duration.ofMillis(250), Duration.ofDays(1), Duration.ofSeconds(3));

    private final Path folder;
    private final int beaconPort;
    private final Cairn cairn;
    private final Path image;
    private final List<Process> machines = new ArrayList<>();

    private PreparedFleet(Path folder, int beaconPort, Cairn cairn, Path image) {
        this.folder = folder;
        this.beaconPort = beaconPort;
        this.cairn = cairn;
        this.image = image;
    }

    static PreparedFleet make(Path folder) throws IOException {
        int port = FreePort.udp();
        PlayedArtifacts played = new PlayedArtifacts(Files.createDirectories(folder.resolve("inputs")), 1);
        Cairn cairn = Cairn.open(CairnOptions.of(folder.resolve("home"))
                .withBeaconPort(port)
                .withTimes(TIMES)
                .withAgentLayer(played.agentLayer()));
        cairn.initFleet().run("Journey");
        cairn.addSite().run(NewSite.named("Harbour"));
        Artifact base = bringIn(cairn, played.baseOs(), ArtifactKind.BASE_OS);
        Release first = release(cairn, base, bringIn(cairn, played.kubernetes("v1"), ArtifactKind.KUBERNETES));
        Image image = cairn.bakeImage().start(BakeRequest.of(first.digest())).await();
        release(cairn, base, bringIn(cairn, played.kubernetes("v2"), ArtifactKind.KUBERNETES));
        return new PreparedFleet(folder, port, cairn, image.path());
    }

    Cairn cairn() {
        return cairn;
    }

    /** Switches one more machine on. */
    void switchOn() throws IOException {
        int number = machines.size() + 1;
        Path state = Files.createDirectories(folder.resolve("machine-" + number));
        machines.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.cairn.agent.played.PlayedNode",
                        "--state",
                        state.toString(),
                        "--drive",
                        image.toString(),
                        "--listen",
                        freeAddress(),
                        "--beacon",
                        "127.0.0.1:" + beaconPort,
                        "--sample-ms",
                        "500",
                        "--with-parent")
                .redirectErrorStream(true)
                .redirectOutput(state.resolve("console.log").toFile())
                .start());
    }

    /** Pulls the plug of a machine, counted from 1 in the order in which they were switched on; its disk stays. */
    void cutPower(int number) throws InterruptedException {
        Process machine = machines.get(number - 1);
        List<ProcessHandle> all = machine.descendants().toList();
        machine.destroyForcibly().waitFor();
        for (ProcessHandle process : all) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Override
    public void close() {
        for (Process machine : machines) {
            machine.descendants().forEach(ProcessHandle::destroy);
            machine.destroy();
            try {
                if (!machine.waitFor(5, TimeUnit.SECONDS)) {
                    machine.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Artifact bringIn(Cairn cairn, Path file, ArtifactKind kind) {
        return cairn.importArtifact()
                .start(List.of(new ImportRequest(file, kind, null)))
                .await()
                .getFirst();
    }

    private static Release release(Cairn cairn, Artifact base, Artifact kubernetes) {
        cairn.saveProfile()
                .run(new ProfileDraft(
                        "shop",
                        "One machine",
                        List.of(
                                layer(LayerKind.BASE_OS, "debian", base),
                                layer(LayerKind.KUBERNETES, "k3s", kubernetes))));
        return cairn.createRelease().run("shop");
    }

    private static Layer layer(LayerKind kind, String name, Artifact artifact) {
        return new Layer(kind, name, artifact.name(), null, Map.of());
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) probe.getLocalSocketAddress();
            return "127.0.0.1:" + address.getPort();
        }
    }
}
