package dev.cairn.app.usecase.job;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moving parts of a job. Guarded by its own monitor; tells of changes outside of it. */
final class JobProgress implements JobControl {
    private static final int LOG_LINES = 500;
    private static final long TELL_EVERY_MS = 100;

    private final String id;
    private final String title;
    private final InstantSource clock;
    private final Runnable changed;
    private final Instant startedAt;
    private final Deque<String> log = new ArrayDeque<>();
    private final RateMeter meter = new RateMeter();
    private final Map<String, PartProgress> parts = new LinkedHashMap<>();
    private JobState state = JobState.RUNNING;
    private String doing = "";
    private long done;
    private long total;
    private JobUnit unit = JobUnit.NONE;
    private @Nullable Instant endedAt;
    private @Nullable Problem problem;
    private volatile boolean cancelled;
    private long toldAt;

    JobProgress(String id, String title, InstantSource clock, Runnable changed) {
        this.id = id;
        this.title = title;
        this.clock = clock;
        this.changed = changed;
        this.startedAt = clock.instant();
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void begin(String what, long outOf, JobUnit counted) {
        synchronized (this) {
            doing = what;
            done = 0;
            total = outOf;
            unit = counted;
            meter.reset(clock.millis());
            keep(what);
        }
        tell(true);
    }

    @Override
    public void doing(String what) {
        synchronized (this) {
            doing = what;
            keep(what);
        }
        tell(true);
    }

    @Override
    public void at(long now) {
        synchronized (this) {
            done = now;
            meter.at(clock.millis(), now);
        }
        tell(false);
    }

    @Override
    public void advance(long more) {
        synchronized (this) {
            done += more;
            meter.at(clock.millis(), done);
        }
        tell(false);
    }

    @Override
    public void log(String line) {
        synchronized (this) {
            keep(line);
        }
        tell(false);
    }

    @Override
    public PartControl about(String thing) {
        PartProgress[] part = new PartProgress[1];
        part[0] = new PartProgress(this, clock, () -> over(thing, part[0]));
        synchronized (this) {
            parts.put(thing, part[0]);
        }
        return part[0];
    }

    private void over(String thing, PartProgress part) {
        synchronized (this) {
            parts.remove(thing, part);
        }
        changed.run();
    }

    @Override
    public void check() {
        if (cancelled) {
            throw new ProblemException(Problem.of(AppProblem.CANCELLED, "job", title));
        }
    }

    void end(JobState how, @Nullable Problem why) {
        synchronized (this) {
            state = how;
            problem = why;
            endedAt = clock.instant();
            keep(why == null ? how.name().toLowerCase(java.util.Locale.ROOT) : why.code() + ": " + why.element());
        }
        changed.run();
    }

    synchronized JobSnapshot snapshot() {
        double rate = state.ended() ? 0 : meter.rate();
        Duration left = rate > 0 && total > done ? Duration.ofMillis((long) ((total - done) * 1000.0 / rate)) : null;
        return new JobSnapshot(
                id,
                title,
                state,
                doing,
                done,
                total,
                unit,
                rate,
                left,
                startedAt,
                endedAt,
                problem,
                List.copyOf(log),
                partsNow());
    }

    private Map<String, JobPart> partsNow() {
        Map<String, JobPart> now = new LinkedHashMap<>();
        if (!state.ended()) {
            parts.forEach((thing, part) -> now.put(thing, part.now()));
        }
        return now;
    }

    private void keep(String line) {
        log.addLast(clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS) + " " + line);
        if (log.size() > LOG_LINES) {
            log.removeFirst();
        }
    }

    private void tell(boolean atOnce) {
        synchronized (this) {
            long now = clock.millis();
            if (!atOnce && now - toldAt < TELL_EVERY_MS) {
                atOnce = false;
            } else {
                toldAt = now;
                atOnce = true;
            }
        }
        if (atOnce) {
            changed.run();
        }
        check();
    }
}
