package dev.cairn.app.domain;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes the ids of new records: UUID version 7 (RFC 9562 section 5.7), which sort by time, and those of one millisecond in the order in which they were
 * made (section 6.2, method 1). Safe for use by many threads.
 */
public final class Identifiers {
    private static final int MOST_COUNT = 0x0FFF;
    /** Counting begins in the lower half, so that there is room to count. */
    private static final int MOST_FIRST_COUNT = 0x0800;

    private static final long CLOCK_WAS_SET_BACK_MS = 1_000;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMs;
    private int count;

    public Identifiers(InstantSource clock) {
        this.clock = clock;
    }

    /** A new id in the usual 36 characters. */
    public String next() {
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(timeAndCount(), low).toString();
    }

    private synchronized long timeAndCount() {
        long now = clock.millis();
        if (now > lastMs || now < lastMs - CLOCK_WAS_SET_BACK_MS) {
            lastMs = now;
            count = random.nextInt(MOST_FIRST_COUNT);
        } else if (++count > MOST_COUNT) {
            lastMs++;
            count = random.nextInt(MOST_FIRST_COUNT);
        }
        return (lastMs << 16) | 0x7000L | count;
    }
}
