package dev.cairn.agent.trust;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clock, but never earlier than the newest order that this node took: a clock that lost its battery may not bring back what has
 * expired. Thread-safe.
 */
public final class TrustedTime implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedTime.class);
    private static final String FILE = "time-floor";

    private final StateFolder state;
    private final InstantSource clock;
    private volatile long floorMs;

    /** Reads the floor that was kept. */
    public TrustedTime(StateFolder state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
        this.floorMs = state.read(FILE)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(Math.max(clock.millis(), floorMs));
    }

    /** What the machine's own clock says. */
    public Instant machine() {
        return clock.instant();
    }

    /** Whether the machine's clock is earlier than it can be. */
    public boolean clockIsBehind() {
        return clock.millis() < floorMs;
    }

    /** It is at least this time; where that cannot be kept it holds until the next start. */
    public synchronized void learn(long ms) {
        if (ms <= floorMs) {
            return;
        }
        floorMs = ms;
        try {
            state.write(FILE, Long.toString(ms).getBytes(StandardCharsets.US_ASCII));
        } catch (ProtocolException unwritable) {
            LOG.warn("the time of the newest order could not be kept: {}", unwritable.getMessage());
        }
    }
}
