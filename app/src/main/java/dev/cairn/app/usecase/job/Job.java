package dev.cairn.app.usecase.job;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Subscription;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One piece of long work. Safe for use by many threads. */
public final class Job<T> {
    private final JobProgress progress;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final List<Consumer<JobSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread thread;

    Job(String id, String title, InstantSource clock) {
        this.progress = new JobProgress(id, title, clock, this::tell);
    }

    public String id() {
        return progress.id();
    }

    public String title() {
        return progress.title();
    }

    /** The job as it is now. */
    public JobSnapshot snapshot() {
        return progress.snapshot();
    }

    /** Adds a listener, which is called at most some ten times a second and once at the end, on the job's thread. */
    public Subscription listen(Consumer<JobSnapshot> listener) {
        listeners.add(listener);
        listener.accept(snapshot());
        return () -> listeners.remove(listener);
    }

    /** Asks the job to stop; it ends within a second as a rule. */
    public void cancel() {
        progress.cancel();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Waits for the end; throws the job's ProblemException when it failed or was cancelled. */
    public T await() {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException known ? known : unexpected(title(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(AppProblem.CANCELLED, "wait", title()), e);
        }
    }

    /** Calls back on the job's thread with the result and null, or with null and the problem. */
    public void whenEnded(java.util.function.BiConsumer<@Nullable T, @Nullable Problem> callback) {
        outcome.whenComplete((value, error) -> callback.accept(value, error == null ? null : problemOf(error)));
    }

    void run(JobWork<T> work) {
        thread = Thread.currentThread();
        try {
            T value = work.run(progress);
            progress.end(JobState.DONE, null);
            outcome.complete(value);
        } catch (Throwable error) {
            ProblemException known = error instanceof ProblemException problem ? problem : unexpected(title(), error);
            boolean cancelled = progress.isCancelled();
            ProblemException shown = cancelled && !known.problem().is(AppProblem.CANCELLED)
                    ? new ProblemException(Problem.of(AppProblem.CANCELLED, "job", title()), error)
                    : known;
            progress.end(cancelled ? JobState.CANCELLED : JobState.FAILED, shown.problem());
            outcome.completeExceptionally(shown);
        } finally {
            thread = null;
        }
    }

    private void tell() {
        JobSnapshot now = snapshot();
        listeners.forEach(listener -> listener.accept(now));
    }

    private Problem problemOf(Throwable error) {
        return error instanceof ProblemException known
                ? known.problem()
                : unexpected(title(), error).problem();
    }

    private static ProblemException unexpected(String title, @Nullable Throwable cause) {
        return new ProblemException(
                Problem.of(AppProblem.UNEXPECTED, "job", title, "detail", String.valueOf(cause)), cause);
    }
}
