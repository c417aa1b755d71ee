package dev.cairn.agent.ssh;

import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.agent.trust.Login;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells of refused logins, of equal ones once in a while: whoever knocks without end may not fill the node's spool. Thread-safe. */
final class RefusedLogins {
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 64;

    private final EventLog events;
    private final InstantSource clock;
    private final Map<Login.Refused, Instant> told = new LinkedHashMap<>();

    RefusedLogins(EventLog events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    void add(Login.Refused refused) {
        if (isNews(refused)) {
            events.event("login.refused", refused.problem().code(), refused.arguments());
        }
    }

    private synchronized boolean isNews(Login.Refused refused) {
        Instant now = clock.instant();
        told.values().removeIf(at -> at.plus(AGAIN).isBefore(now) || at.isAfter(now));
        if (told.containsKey(refused) || told.size() >= MOST_REMEMBERED) {
            return false;
        }
        told.put(refused, now);
        return true;
    }
}
