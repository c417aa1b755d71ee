package dev.cairn.agent.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Earlier boots in systemd's persistent journal (journalctl(1), {@code --list-boots} and {@code --boot}). Thread-safe. */
public final class JournalBootLogs implements BootLogs {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path journalctl;

    public JournalBootLogs(Path journalctl) {
        this.journalctl = journalctl;
    }

    /** One of {@code --list-boots --output=json}; the present boot has index 0, the one before it -1. */
    record Boot(int index, @JsonProperty("boot_id") String id) {}

    @Override
    public List<String> boots() throws IOException {
        StringBuilder json = new StringBuilder();
        lines(json::append, "--list-boots", "--output=json");
        try {
            Boot[] boots = ProtocolJson.read(json.toString().getBytes(StandardCharsets.UTF_8), Boot[].class);
            return Arrays.stream(boots)
                    .sorted(Comparator.comparingInt(Boot::index))
                    .map(Boot::id)
                    .toList();
        } catch (ProtocolException unknown) {
            throw new IOException("journalctl does not list boots as expected", unknown);
        }
    }

    @Override
    public BootLog read(String boot, String mark) throws IOException {
        LogEnd end = new LogEnd(MOST_BYTES, mark);
        lines(end, "--boot=" + boot, "--output=short-iso", "--no-hostname");
        return end.log();
    }

    private void lines(Consumer<String> each, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(journalctl.toString(), "--no-pager", "--quiet"), Arrays.stream(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Reading a pipe cannot be interrupted; ending the process ends the read.
        Thread reader = Thread.ofVirtual().name("boot-log").start(() -> read(process, each));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("journalctl took longer than " + LIMIT.toSeconds() + " s");
            }
            reader.join();
            if (process.exitValue() != 0) {
                throw new IOException("journalctl ended with " + process.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("journalctl was interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void read(Process process, Consumer<String> each) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(line);
            }
        } catch (IOException ended) {
            // What was read by then is there; the exit code says whether that is all.
            process.destroy();
        }
    }
}
