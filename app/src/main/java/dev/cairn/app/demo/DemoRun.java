package dev.cairn.app.demo;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.played.PlayedMachines;
import dev.cairn.app.usecase.sync.SyncTimes;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scratch fleet that stays up until it is closed: the app on a folder of its own and the machines that are played for it.
 * Not thread-safe.
 */
public final class DemoRun implements AutoCloseable {
    /** Marks a folder that a demo made, so that the next one may clear it. */
    private static final String MARKER = "made-by-cairn-demo";

    private static final SyncTimes TIMES =
            new SyncTimes(Duration.ofMinutes(2), Duration.ofMillis(250), Duration.ofDays(1), Duration.ofSeconds(5));

    private final DemoOptions options;
    private final Cairn cairn;
    private final PlayedMachines machines;

    private DemoRun(DemoOptions options, Cairn cairn, PlayedMachines machines) {
        this.options = options;
        this.cairn = cairn;
        this.machines = machines;
    }

    /** The folder that a demo uses when none is named. */
    public static Path usualHome() {
        return Path.of(System.getProperty("java.io.tmpdir"), "cairn-demo-" + System.getProperty("user.name"));
    }

    /** Prepares folder, app and machines. A folder with anything in it that no demo made is refused. */
    public static DemoRun prepare(DemoOptions options) {
        try {
            clear(options.home());
            int port = freeUdpPort();
            Path folder = Files.createDirectories(options.home().resolve("demo"));
            Cairn cairn = Cairn.open(CairnOptions.of(options.home())
                    .withTimes(TIMES)
                    .withBeaconPort(port)
                    .withAgentLayer(new PlayedArtifacts(folder).agentLayer()));
            try {
                Path machines = Files.createDirectories(folder.resolve("machines"));
                return new DemoRun(options, cairn, new PlayedMachines(machines, options.daemonLibrary(), port));
            } catch (IOException | RuntimeException e) {
                cairn.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            AppProblem.FOLDER_UNUSABLE,
                            "demo",
                            options.home(),
                            "reason",
                            String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** The app on the demo's fleet. */
    public Cairn cairn() {
        return cairn;
    }

    /** Runs the demo and tells {@code narrator}. */
    public DemoReport tell(Narrator narrator) {
        try {
            return new Demo(cairn, machines, InstantSource.system(), narrator).run(options.nodes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        machines.close();
        cairn.close();
    }

    private static void clear(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            boolean empty;
            try (Stream<Path> entries = Files.list(home)) {
                empty = entries.findAny().isEmpty();
            }
            if (!empty && !Files.exists(home.resolve(MARKER))) {
                throw ProblemException.of(
                        AppProblem.FOLDER_UNUSABLE, "demo", home, "reason", "it holds files that no demo made");
            }
            if (!empty && inUse(home.resolve(MARKER))) {
                throw ProblemException.of(
                        AppProblem.FOLDER_UNUSABLE, "demo", home, "reason", "another demo is using it");
            }
            List<Path> old;
            try (Stream<Path> tree = Files.walk(home)) {
                old = tree.sorted(Comparator.reverseOrder())
                        .filter(path -> !path.equals(home) && !path.equals(home.resolve(MARKER)))
                        .toList();
            }
            for (Path path : old) {
                Files.delete(path);
            }
        }
        Files.createDirectories(home);
        Files.writeString(
                home.resolve(MARKER), Long.toString(ProcessHandle.current().pid()));
    }

    /** Whether the demo that made this folder still runs. */
    private static boolean inUse(Path marker) throws IOException {
        String pid = Files.readString(marker).strip();
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                process.pid() != ProcessHandle.current().pid())
                        .isPresent();
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            return probe.getLocalPort();
        }
    }
}
