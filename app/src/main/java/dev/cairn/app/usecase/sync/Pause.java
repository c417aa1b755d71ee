package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The one place that lets a thread wait for a while. */
final class Pause {
    private static final double JITTER = 0.2;

    private Pause() {}

    /** Waits about this long; an interrupt ends it as a cancelled job. */
    static void about(Duration duration) {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        exactly(Duration.ofMillis((long) (duration.toMillis() * factor)));
    }

    /** Waits this long; an interrupt ends it as a cancelled job. */
    static void exactly(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(AppProblem.CANCELLED, "wait", "sync"), e);
        }
    }
}
