package dev.cairn.agent.k3s;

import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * k3s under systemd: its configuration is replaced as a whole, and the service is restarted only if it does not run with the one that
 * stands. Called by one lane.
 */
final class K3sService {
    static final String UNIT = "cairn-k3s.service";
    private static final Duration QUESTION = Duration.ofSeconds(15);
    private static final Duration STOPPING = Duration.ofSeconds(90);

    private final K3sFiles files;
    private final Commands commands;

    K3sService(K3sFiles files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    /** Writes the configuration if it differs, and sees to it that k3s runs with it. */
    void run(String config) throws IOException {
        write(config);
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        String digest = Sha256.of(bytes);
        boolean same = Files.exists(files.started())
                && Files.readString(files.started()).strip().equals(digest);
        if (isRunning() && same) {
            return;
        }
        systemctl(QUESTION, "--no-block", isRunning() ? "restart" : "start", UNIT);
        // After the start: one that was cut off before this is started once more, never left with an old configuration.
        Files.createDirectories(files.started().getParent());
        Files.writeString(files.started(), digest + "\n");
    }

    /** Writes the configuration if it differs. */
    void write(String config) throws IOException {
        if (!files.configText().equals(config)) {
            DurableFiles.replace(files.config(), config.getBytes(StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(files.config(), PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Stops k3s and waits for it. */
    void stop() throws IOException {
        systemctl(STOPPING, "stop", UNIT);
    }

    boolean isRunning() throws IOException {
        Commands.Result active = commands.run(QUESTION, "systemctl", "is-active", UNIT);
        return active.succeeded() || active.output().strip().equals("activating");
    }

    private void systemctl(Duration limit, String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = "systemctl";
        System.arraycopy(words, 0, command, 1, words.length);
        Commands.Result asked = commands.run(limit, command);
        if (!asked.succeeded()) {
            throw new IOException("systemctl " + String.join(" ", words) + ": " + Sentence.of(asked.output()));
        }
    }
}
