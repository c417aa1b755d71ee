package dev.cairn.app.demo;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for the inventory to show something; looks again at every change of it and twice a second. */
final class Waiting {
    private static final long LOOK_EVERY_MS = 500;

    private final InventoryEvents events;
    private final InstantSource clock;

    Waiting(InventoryEvents events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Returns once {@code met}; after {@code limit} it throws {@code demo.timed-out} with {@code evidence}. */
    void until(String what, Duration limit, BooleanSupplier met, Supplier<String> evidence) {
        Instant end = clock.instant().plus(limit);
        Semaphore changed = new Semaphore(0);
        try (Subscription unused = events.listen(topic -> changed.release())) {
            while (!met.getAsBoolean()) {
                if (clock.instant().isAfter(end)) {
                    throw ProblemException.of(
                            AppProblem.DEMO_TIMED_OUT,
                            "demo",
                            what,
                            "seconds",
                            limit.toSeconds(),
                            "evidence",
                            evidence.get());
                }
                if (changed.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(dev.cairn.app.domain.Problem.of(AppProblem.CANCELLED, "demo", what), e);
        }
    }
}
