package dev.cairn.cluster;

import dev.cairn.standin.ProcessK3s;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A node on the LAN on which only the driver runs, as a process of its own that may be killed at any moment. */
final class DrivenNode {
    private final NodeLan lan;
    private final int number;
    private final Class<?> program;
    private final Path root;
    private @Nullable Process process;

    DrivenNode(NodeLan lan, int number, Path folder) throws IOException {
        this(lan, number, folder, DriverProcess.class);
    }

    /** {@code program} is what runs instead of the driver alone. */
    DrivenNode(NodeLan lan, int number, Path folder, Class<?> program) throws IOException {
        this.program = program;
        this.lan = lan;
        this.number = number;
        this.root = folder.resolve("node-" + number);
        lan.plug(number);
        ProcessK3s.installBelow(root);
    }

    String name() {
        return "node-" + number;
    }

    int number() {
        return number;
    }

    String address() {
        return NodeLan.address(number);
    }

    Path root() {
        return root;
    }

    /** What the driver answers, or "refused …". */
    String ask(String command) {
        try {
            Process running = running();
            BufferedWriter out = running.outputWriter(StandardCharsets.UTF_8);
            out.write(command + "\n");
            out.flush();
            BufferedReader in = running.inputReader(StandardCharsets.UTF_8);
            return Objects.requireNonNullElse(in.readLine(), "ended").strip();
        } catch (IOException killed) {
            return "ended";
        }
    }

    /** Asks until the answer is this. */
    void await(String command, String answer) {
        String[] last = {""};
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        last[0] = ask(command);
                        return last[0].equals(answer);
                    });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    name() + " " + command + " says " + last[0] + " instead of " + answer + "\n" + log(), late);
        }
    }

    /** What the cluster's kubectl says on this node. */
    String kubectl(String words) {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("usr/local/bin/k3s").toString(), "kubectl"));
        command.addAll(List.of(words.split(" ")));
        return Run.now(NodeLan.in(lan.namespace(number), command.toArray(String[]::new)));
    }

    void done(String command) {
        String answer = ask(command);
        if (!answer.equals("done")) {
            throw new AssertionError(name() + " " + command + ": " + answer + "\n" + log());
        }
    }

    /** Kills the driver alone, in the middle of whatever it does. */
    void killDriver() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    /** A power cut: everything on this machine ends at once. */
    void cutPower() {
        lan.kill(number);
        // /run is in memory.
        Run.now("rm", "-rf", root.resolve("run").toString());
        process = null;
    }

    /** Starts k3s with this configuration, past the driver. */
    void startWith(String config) throws IOException {
        Path file = root.resolve("etc/rancher/k3s/config.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, config);
        Run.now(NodeLan.in(
                lan.namespace(number), root.resolve("bin/systemctl").toString(), "restart", "cairn-k3s.service"));
    }

    String config() throws IOException {
        return Files.readString(root.resolve("etc/rancher/k3s/config.yaml"));
    }

    void awaitLog(String words) {
        Awaitility.await(name() + " says " + words)
                .atMost(Duration.ofMinutes(2))
                .until(() -> log().contains(words));
    }

    String log() {
        try {
            return Files.exists(root.resolve("k3s.log")) ? Files.readString(root.resolve("k3s.log")) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Process running() throws IOException {
        Process now = process;
        if (now == null || !now.isAlive()) {
            ProcessBuilder builder = new ProcessBuilder(NodeLan.in(
                            lan.namespace(number),
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            program.getName(),
                            root.toString(),
                            name()))
                    .redirectError(root.resolve("driver.log").toFile());
            builder.environment()
                    .merge(
                            "PATH",
                            root.resolve("bin").toString(),
                            (old, mine) -> mine + ":" + old + ":/usr/sbin:/sbin");
            now = builder.start();
            process = now;
        }
        return now;
    }
}
