package dev.cairn.app.usecase.job;

import java.time.Duration;
import java.time.InstantSource;

/** The moving parts of a job's part; passes everything on to the job. Guarded by its own monitor. */
final class PartProgress implements PartControl {
    private final JobControl job;
    private final InstantSource clock;
    private final Runnable over;
    private final RateMeter meter = new RateMeter();
    private String doing = "";
    private long done;
    private long total;
    private JobUnit unit = JobUnit.NONE;

    PartProgress(JobControl job, InstantSource clock, Runnable over) {
        this.job = job;
        this.clock = clock;
        this.over = over;
    }

    synchronized JobPart now() {
        double rate = meter.rate();
        Duration left = rate > 0 && total > done ? Duration.ofMillis((long) ((total - done) * 1000.0 / rate)) : null;
        return new JobPart(doing, done, total, unit, rate, left);
    }

    @Override
    public void begin(String what, long outOf, JobUnit counted) {
        count(what, outOf, counted);
        job.begin(what, outOf, counted);
    }

    @Override
    public void doing(String what) {
        // The next thing is not counted as the one before was.
        count(what, 0, JobUnit.NONE);
        job.doing(what);
    }

    @Override
    public void at(long now) {
        set(now);
        job.at(now);
    }

    @Override
    public void advance(long more) {
        synchronized (this) {
            set(done + more);
        }
        job.advance(more);
    }

    @Override
    public void log(String line) {
        job.log(line);
    }

    @Override
    public void check() {
        job.check();
    }

    @Override
    public PartControl about(String thing) {
        return job.about(thing);
    }

    @Override
    public void close() {
        over.run();
    }

    private synchronized void count(String what, long outOf, JobUnit counted) {
        doing = what;
        done = 0;
        total = outOf;
        unit = counted;
        meter.reset(clock.millis());
    }

    private synchronized void set(long now) {
        done = now;
        meter.at(clock.millis(), now);
    }
}
