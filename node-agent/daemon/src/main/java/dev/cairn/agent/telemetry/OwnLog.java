package dev.cairn.agent.telemetry;

import dev.cairn.agent.log.LogMessage;
import dev.cairn.protocol.TelemetryPayload;
import java.util.function.Consumer;
import org.slf4j.event.Level;

/** Takes the agent's own log into the tail and, where no journal collects it, into the spool. Thread-safe. */
public final class OwnLog implements Consumer<LogMessage> {
    public static final String UNIT = "cairn-agent";

    private final LogTail tail;
    private final Spool spool;
    private final boolean intoSpool;
    private final Consumer<String> lines;

    /** {@code intoSpool} is false where the journal brings the same lines; {@code lines} hears each. */
    public OwnLog(LogTail tail, Spool spool, boolean intoSpool, Consumer<String> lines) {
        this.tail = tail;
        this.spool = spool;
        this.intoSpool = intoSpool;
        this.lines = lines;
    }

    @Override
    public void accept(LogMessage message) {
        // The spool's own complaints about the disk must not go to the disk.
        if (message.logger().startsWith(Spool.class.getPackageName())) {
            return;
        }
        String line = message.at() + " " + UNIT + ": " + message.text();
        lines.accept(line);
        if (intoSpool) {
            tail.add(line);
            spool.append(
                    message.at().toEpochMilli(),
                    new TelemetryPayload.LogLine(priority(message.level()), UNIT, message.text()));
        }
    }

    private static int priority(Level level) {
        return switch (level) {
            case ERROR -> 3;
            case WARN -> 4;
            case INFO, DEBUG, TRACE -> 6;
        };
    }
}
