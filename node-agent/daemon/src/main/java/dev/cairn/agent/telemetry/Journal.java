package dev.cairn.agent.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.TelemetryPayload;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows systemd's journal (systemd.journal-fields(7), journalctl's JSON) from where the last run stopped. One lane runs it. */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String CURSOR = "journal-cursor";
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final int LINES_PER_CURSOR = 50;
    private static final int MOST_CHARACTERS = 4_096;

    private final Path journalctl;
    private final StateFolder state;
    private final Spool spool;
    private final LogTail tail;

    public Journal(Path journalctl, StateFolder state, Spool spool, LogTail tail) {
        this.journalctl = journalctl;
        this.state = state;
        this.spool = spool;
        this.tail = tail;
    }

    /** One line of {@code journalctl -o json}; MESSAGE is text, or numbers if it is not UTF-8. */
    record Line(
            @JsonProperty("MESSAGE") @Nullable Object message,
            @JsonProperty("PRIORITY") @Nullable String priority,
            @JsonProperty("SYSLOG_IDENTIFIER") @Nullable String identifier,
            @JsonProperty("_SYSTEMD_UNIT") @Nullable String unit,
            @JsonProperty("__CURSOR") @Nullable String cursor,
            @JsonProperty("__REALTIME_TIMESTAMP") @Nullable String micros) {}

    /** True if this machine has a journal to follow. */
    public static boolean isPresent(Path journalctl) {
        return Files.isExecutable(journalctl);
    }

    /** Follows until journalctl ends or the thread is interrupted; returns when to try again. */
    public Duration follow() {
        Process process;
        try {
            process = new ProcessBuilder(command()).redirectErrorStream(false).start();
        } catch (IOException refused) {
            LOG.warn("journalctl cannot be started: {}", refused.getMessage());
            return AGAIN;
        }
        // Reading a pipe cannot be interrupted; ending the process ends the read.
        Thread reader = Thread.ofVirtual().name("journal-lines").start(() -> readLines(process));
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroy();
        }
        return AGAIN;
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(List.of(journalctl.toString(), "--follow", "--output=json", "--no-pager", "--quiet"));
        command.add(state.read(CURSOR)
                .map(cursor -> "--after-cursor=" + new String(cursor, StandardCharsets.UTF_8))
                .orElse("--boot"));
        command.add("--lines=500");
        return command;
    }

    private void readLines(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String cursor = take(line);
                if (!cursor.isEmpty() && ++count % LINES_PER_CURSOR == 0) {
                    state.write(CURSOR, cursor.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | ProtocolException ended) {
            LOG.info("the journal is no longer followed: {}", ended.getMessage());
            process.destroy();
        }
    }

    private String take(String json) {
        try {
            Line line = ProtocolJson.read(json.getBytes(StandardCharsets.UTF_8), Line.class);
            if (line.message() instanceof String text) {
                String unit = unitOf(line);
                long timeMs = line.micros() == null ? 0 : Long.parseLong(line.micros()) / 1_000;
                int priority = line.priority() == null ? 6 : Integer.parseInt(line.priority());
                String message = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
                tail.add(Instant.ofEpochMilli(timeMs) + " " + unit + ": " + message);
                spool.append(timeMs, new TelemetryPayload.LogLine(priority, unit, message));
            }
            return line.cursor() == null ? "" : line.cursor();
        } catch (ProtocolException | NumberFormatException notALine) {
            return "";
        }
    }

    private static String unitOf(Line line) {
        if (line.identifier() != null) {
            return line.identifier();
        }
        return line.unit() == null ? "journal" : line.unit();
    }
}
