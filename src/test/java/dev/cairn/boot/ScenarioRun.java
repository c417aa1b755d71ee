package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs a scenario as a program of its own on a LAN of its own; several may run side by side. What it did is kept in its folder. */
final class ScenarioRun {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    /** Beside that of the switch itself. */
    private static final String LAPTOP = "169.254.1.2";

    private static final Object ONE_AT_A_TIME = new Object();

    private ScenarioRun() {}

    /**
     * The scenario's arguments are its folder, a Debian 13 root, the agent layer and the tap of a network cable.
     *
     * @param name of the folder below {@code target} and of the LAN
     */
    static void of(Class<?> scenario, String name, Duration most) throws Exception {
        run(scenario, name, most, lan -> new Seat(lan.namespace(), List.of(lan.plug())));
    }

    /**
     * Runs the scenario on a computer of its own, whose cable is not plugged in yet; its arguments end with that computer
     * ({@link LanStation#of}) and a tap for each machine, at the switch.
     */
    static void apart(Class<?> scenario, String name, int machines, Duration most) throws Exception {
        run(scenario, name, most, lan -> {
            LanStation laptop = lan.station("laptop", LAPTOP);
            List<String> arguments = new ArrayList<>(List.of(laptop.words()));
            for (int machine = 0; machine < machines; machine++) {
                arguments.add(lan.plug());
            }
            return new Seat(laptop.namespace(), arguments);
        });
    }

    /** Where on the LAN a scenario runs, and what it is told of it. */
    private record Seat(String namespace, List<String> arguments) {}

    private static void run(Class<?> scenario, String name, Duration most, Function<VirtualLan, Seat> place)
            throws Exception {
        Path target = Path.of("target").toAbsolutePath();
        Path folder = freshFolder(target.resolve(name));
        Path agentLayer = REPOSITORY.resolve("node-agent/daemon/target/agent-layer.tar");
        assertThat(agentLayer)
                .as("made by the package phase of node-agent/daemon")
                .exists();
        Path root;
        synchronized (ONE_AT_A_TIME) {
            root = BaseRoot.debian13(REPOSITORY, target.resolve("base-root"));
        }
        Path steps = folder.resolve("steps.log");
        try (VirtualLan lan = VirtualLan.open(name)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.net.preferIPv4Stack=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    scenario.getName()));
            Seat seat = place.apply(lan);
            command.addAll(List.of(folder.toString(), root.toString(), agentLayer.toString()));
            command.addAll(seat.arguments());
            Process laptop = new ProcessBuilder(LanStation.command(seat.namespace(), command))
                    .redirectErrorStream(true)
                    .redirectOutput(steps.toFile())
                    .start();
            boolean ended = laptop.waitFor(most.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                laptop.descendants().forEach(ProcessHandle::destroyForcibly);
                laptop.destroyForcibly().waitFor();
            }
            String log = Files.readString(steps);
            System.out.println(log);
            String told = ended && laptop.exitValue() == 0 ? log : log + ConsoleLog.ends(folder);
            assertThat(ended).as("ended within %s\n%s", most, told).isTrue();
            assertThat(laptop.exitValue()).as(told).isZero();
        }
        deleteDisks(folder);
        deleteRecursively(folder.resolve("home"));
    }

    private static void deleteDisks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path disk :
                    files.filter(file -> file.toString().endsWith(".img")).toList()) {
                Files.delete(disk);
            }
        }
    }

    private static Path freshFolder(Path folder) throws IOException {
        deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
