package dev.cairn.agent.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.cairn.protocol.TelemetryPayload;

/** Takes the agent's own log into the tail and, where no journal collects it, into the spool. Thread-safe. */
public final class OwnLog extends AppenderBase<ILoggingEvent> {
    public static final String UNIT = "cairn-agent";

    private final LogTail tail;
    private final Spool spool;
    private final boolean intoSpool;

    /** {@code intoSpool} is false where the journal brings the same lines. */
    public OwnLog(LogTail tail, Spool spool, boolean intoSpool) {
        this.tail = tail;
        this.spool = spool;
        this.intoSpool = intoSpool;
    }

    @Override
    protected void append(ILoggingEvent event) {
        // The spool's own complaints about the disk must not go to the disk.
        if (event.getLoggerName().startsWith(Spool.class.getPackageName())) {
            return;
        }
        String message = event.getFormattedMessage();
        if (intoSpool) {
            tail.add(event.getInstant() + " " + UNIT + ": " + message);
            spool.append(event.getTimeStamp(), new TelemetryPayload.LogLine(priority(event.getLevel()), UNIT, message));
        }
    }

    private static int priority(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return 3;
        }
        return level.isGreaterOrEqual(Level.WARN) ? 4 : 6;
    }
}
