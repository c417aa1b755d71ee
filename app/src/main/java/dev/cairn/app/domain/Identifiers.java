package dev.cairn.app.domain;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes the ids of new records: UUID version 7 (RFC 9562 section 5.7), which sort by time. Safe for use by many threads. */
public final class Identifiers {
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Identifiers(InstantSource clock) {
        this.clock = clock;
    }

    /** A new id in the usual 36 characters. */
    public String next() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
