package dev.cairn.app.usecase.job;

import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.Subscription;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts jobs and remembers the recent ones. Safe for use by many threads. Closing cancels what runs and waits for it. */
public final class Jobs implements AutoCloseable {
    private static final int KEPT = 50;
    private static final long CLOSE_SECONDS = 10;

    private final Identifiers identifiers;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("job-", 0).factory());
    private final ConcurrentLinkedDeque<Job<?>> recent = new ConcurrentLinkedDeque<>();
    private final List<Consumer<Job<?>>> listeners = new CopyOnWriteArrayList<>();

    public Jobs(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Starts work at once. */
    public <T> Job<T> start(String title, JobWork<T> work) {
        Job<T> job = new Job<>(identifiers.next(), title, clock);
        recent.addFirst(job);
        forgetOld();
        var unused = threads.submit(() -> {
            Thread.currentThread().setName("job " + title);
            job.run(work);
        });
        listeners.forEach(listener -> listener.accept(job));
        return job;
    }

    /** Running and recent jobs, newest first. */
    public List<Job<?>> recent() {
        return new ArrayList<>(recent);
    }

    /** Is told of every job that starts, on the thread that starts it. */
    public Subscription listen(Consumer<Job<?>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        recent.stream().filter(job -> !job.snapshot().state().ended()).forEach(Job::cancel);
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetOld() {
        if (recent.size() > KEPT) {
            recent.stream()
                    .filter(job -> job.snapshot().state().ended())
                    .skip(KEPT / 2)
                    .forEach(recent::remove);
        }
    }
}
