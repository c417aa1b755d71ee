package dev.cairn.app.usecase.job;

/** A rate in units per second, smoothed over some seconds. To be guarded by its owner. */
final class RateMeter {
    private static final long STEP_MS = 500;
    private static final double WEIGHT = 0.3;

    private long since;
    private long last;
    private double rate;

    void reset(long nowMs) {
        since = nowMs;
        last = 0;
        rate = 0;
    }

    void at(long nowMs, long done) {
        long elapsed = nowMs - since;
        if (elapsed < STEP_MS) {
            return;
        }
        double current = (done - last) * 1000.0 / elapsed;
        rate = rate == 0 ? current : rate + WEIGHT * (current - rate);
        since = nowMs;
        last = done;
    }

    double rate() {
        return rate;
    }
}
