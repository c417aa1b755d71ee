package dev.cairn.agent.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats while every sign lives; after {@link #LIMIT} without a beat systemd writes the threads into the journal and starts the agent
 * again, and in a trial too many such starts roll it back. One lane takes turns.
 */
public final class Watchdog {
    /** Without a beat for this long, the agent is started again. */
    public static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    /** No machine is so fast that less would be fair. */
    private static final Duration LEAST = Duration.ofSeconds(40);

    private static final int BEATS = 4;

    private final NotifySocket socket;
    private final Supplier<Duration> limit;
    private final List<Sign> signs;
    private Duration armed = Duration.ZERO;

    private Watchdog(NotifySocket socket, Supplier<Duration> limit, List<Sign> signs) {
        this.socket = socket;
        this.limit = limit;
        this.signs = List.copyOf(signs);
    }

    /**
     * A watchdog, unless nobody listens.
     *
     * @param address the environment's {@code NOTIFY_SOCKET}
     * @param limit how long without a beat now; never more than {@link #LIMIT} counts
     */
    public static Optional<Watchdog> of(@Nullable String address, Supplier<Duration> limit, List<Sign> signs) {
        if (address == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Watchdog(new NotifySocket(address), limit, signs));
        } catch (IllegalArgumentException | UnsupportedOperationException notLinux) {
            LOG.warn("no watchdog: {}", notLinux.getMessage());
            return Optional.empty();
        }
    }

    /** Looks at all signs and beats if they live; says when to come again. */
    public Duration turn() {
        Duration now = limitNow();
        Duration period = now.dividedBy(BEATS);
        Optional<Sign> dead = signs.stream().filter(sign -> !sign.lives()).findFirst();
        if (dead.isPresent()) {
            LOG.error(
                    "{} does not get on: no more beats for the watchdog",
                    dead.get().name());
            return period;
        }
        try {
            if (!armed.equals(now)) {
                // Armed from here and not in the unit: an installer is the same unit, and a slow machine may start
                // slowly.
                socket.send("WATCHDOG_USEC=" + now.toNanos() / 1_000);
                armed = now;
            }
            socket.send("WATCHDOG=1");
        } catch (IOException refused) {
            LOG.warn("the watchdog hears nothing: {}", refused.getMessage());
        }
        return period;
    }

    private Duration limitNow() {
        Duration wanted = limit.get();
        Duration most = wanted.compareTo(LIMIT) > 0 ? LIMIT : wanted;
        return most.compareTo(LEAST) < 0 ? LEAST : most;
    }
}
