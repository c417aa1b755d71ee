package dev.cairn.agent.lane;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One named virtual thread that takes turns: works, waits as long as the turn said or until it is woken, works again. Thread-safe. */
public final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Supplier<Duration> turn;
    private final Thread thread;
    private volatile long turnBegan;
    private volatile boolean inTurn;
    private boolean woken;
    private boolean closed;

    private Lane(String name, Supplier<Duration> turn) {
        this.turn = turn;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts a lane; each turn returns how long to wait before the next. A turn that throws is logged and taken again. */
    public static Lane start(String name, Supplier<Duration> turn) {
        Lane lane = new Lane(name, turn);
        lane.thread.start();
        return lane;
    }

    /** How long the turn that is being taken has lasted; zero between turns. */
    public Duration inTurnFor() {
        return inTurn ? Duration.ofNanos(System.nanoTime() - turnBegan) : Duration.ZERO;
    }

    /** Ends the wait, or the next one if a turn is being taken. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the turn and waits up to two seconds for its end. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (awaitNext(takeTurn())) {
                // The wait is the loop's condition.
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration takeTurn() {
        turnBegan = System.nanoTime();
        inTurn = true;
        try {
            return turn.get();
        } catch (RuntimeException failed) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("{} failed: {}", thread.getName(), failed.getMessage(), failed);
            }
            return AFTER_FAILURE;
        } finally {
            inTurn = false;
        }
    }

    private boolean awaitNext(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (!woken && !closed && left > 0) {
                left = change.awaitNanos(left);
            }
            woken = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits on the caller's thread; false if it was interrupted, with the flag restored. */
    public static boolean pause(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
