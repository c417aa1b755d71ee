package dev.cairn.agent.watchdog;

import dev.cairn.agent.lane.Lane;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A lane lives while no turn of it goes on for longer than a limit without any progress. Used by the watchdog's lane. */
public final class LaneSign implements Sign {
    private final String name;
    private final Supplier<Duration> inTurnFor;
    private final LongSupplier progress;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private long lastProgress;
    private long lastChange;

    /** {@code progress} is any number that changes while a long turn gets on. */
    public LaneSign(String name, Lane lane, LongSupplier progress, Duration limit) {
        this(name, lane::inTurnFor, progress, limit, System::nanoTime);
    }

    LaneSign(String name, Supplier<Duration> inTurnFor, LongSupplier progress, Duration limit, LongSupplier nanoTime) {
        this.name = name;
        this.inTurnFor = inTurnFor;
        this.progress = progress;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.lastChange = nanoTime.getAsLong();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean lives() {
        long now = progress.getAsLong();
        if (now != lastProgress) {
            lastProgress = now;
            lastChange = nanoTime.getAsLong();
        }
        Duration still = Duration.ofNanos(nanoTime.getAsLong() - lastChange);
        return inTurnFor.get().compareTo(limit) < 0 || still.compareTo(limit) < 0;
    }
}
