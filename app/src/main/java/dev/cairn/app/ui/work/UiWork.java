package dev.cairn.app.ui.work;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short work (questions to the inventory, one use case) off the FX thread and hands the answer back through the funnel. Long
 * work is a job instead. Thread-safe.
 */
public final class UiWork {
    private static final Logger LOG = LoggerFactory.getLogger(UiWork.class);
    private static final long PAUSE_MILLIS = 250;

    private final Executor background;
    private final Executor fxThread;
    private final Executor delayed;

    private UiWork(Executor background, Executor fxThread, Executor delayed) {
        this.background = background;
        this.fxThread = fxThread;
        this.delayed = delayed;
    }

    /** On virtual threads, with the given funnel. */
    public static UiWork onVirtualThreads(Executor fxThread) {
        return new UiWork(
                task -> Thread.ofVirtual().name("ui-work").start(task),
                fxThread,
                CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, fxThread));
    }

    /** Everything at once on the calling thread, for tests. */
    public static UiWork inline() {
        return new UiWork(Runnable::run, Runnable::run, Runnable::run);
    }

    /** Runs {@code work}; exactly one of the two consumers is then called on the FX thread. */
    public <T> void run(String phase, Callable<T> work, Consumer<T> done, Consumer<Problem> failed) {
        background.execute(() -> {
            T answer;
            try {
                answer = work.call();
            } catch (ProblemException expected) {
                fxThread.execute(() -> failed.accept(expected.problem()));
                return;
            } catch (Exception unexpected) {
                LOG.error("unexpected while {}", phase, unexpected);
                Problem problem = Problem.of(AppProblem.UNEXPECTED, phase, phase, "detail", unexpected);
                fxThread.execute(() -> failed.accept(problem));
                return;
            }
            fxThread.execute(() -> done.accept(answer));
        });
    }

    /** Runs something on the FX thread, from any thread. */
    public void onFxThread(Runnable task) {
        fxThread.execute(task);
    }

    /** Runs something on the FX thread a moment later. */
    public void soon(Runnable task) {
        delayed.execute(task);
    }
}
