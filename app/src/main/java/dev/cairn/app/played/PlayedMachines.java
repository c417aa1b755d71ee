package dev.cairn.app.played;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Machines that are processes: each runs the node agent's played firmware with a state folder and a loopback address of its own.
 * Closing switches them all off. Not thread-safe.
 */
public final class PlayedMachines implements AutoCloseable {
    private static final String MAIN = "dev.cairn.agent.played.PlayedNode";
    private final Path folder;
    private final String classPath;
    private final int beaconPort;
    private final List<Process> running = new ArrayList<>();

    /**
     * @param folder where the machines keep their disks and logs
     * @param daemonLibrary the folders with the daemon's jars, separated as in a class path
     * @param beaconPort the UDP port on loopback at which the laptop listens
     */
    public PlayedMachines(Path folder, String daemonLibrary, int beaconPort) throws IOException {
        this.folder = folder;
        this.beaconPort = beaconPort;
        this.classPath = classPath(daemonLibrary);
    }

    /** Puts the written drive into machine {@code number} (from 1) and switches it on. */
    public void switchOn(int number, Path drive) throws IOException {
        InetSocketAddress address = freeAddress(number);
        Path machine = Files.createDirectories(folder.resolve("machine-" + number));
        running.add(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        MAIN,
                        "--state",
                        machine.toString(),
                        "--drive",
                        drive.toString(),
                        "--listen",
                        address.getAddress().getHostAddress() + ":" + address.getPort(),
                        "--with-parent",
                        "--beacon-ms",
                        "1000",
                        "--sample-ms",
                        "1000",
                        "--beacon",
                        "127.0.0.1:" + beaconPort))
                .redirectErrorStream(true)
                .redirectOutput(machine.resolve("console.log").toFile())
                .start());
    }

    /** The last lines that each machine printed. */
    public List<String> consoles() {
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= running.size(); number++) {
            Path log = folder.resolve("machine-" + number).resolve("console.log");
            try {
                List<String> all = Files.readAllLines(log);
                lines.add("machine " + number + ":");
                lines.addAll(all.subList(Math.max(0, all.size() - 10), all.size()));
            } catch (IOException e) {
                lines.add("machine " + number + ": no console (" + e.getMessage() + ")");
            }
        }
        return lines;
    }

    @Override
    public void close() {
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        for (Process process : running) {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    /** An address of its own where the system has all of 127/8 (Linux, Windows), else another port of 127.0.0.1. */
    private static InetSocketAddress freeAddress(int number) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress("127.0.0." + (10 + number), 0));
            return (InetSocketAddress) probe.getLocalSocketAddress();
        } catch (BindException e) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                return (InetSocketAddress) probe.getLocalSocketAddress();
            }
        }
    }

    private static String classPath(String folders) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String folder : folders.split(File.pathSeparator, -1)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.map(Path::toString)
                        .filter(path -> path.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
