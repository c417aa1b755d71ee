package dev.cairn.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work on a thread of its own while its caller goes on with something else. Closing waits for its end, however that comes. Thread-safe. */
public final class Aside<T> implements AutoCloseable {
    private final CompletableFuture<T> outcome;

    /** What is to be done. */
    public interface Work<T> {
        T run() throws IOException;
    }

    private Aside(CompletableFuture<T> outcome) {
        this.outcome = outcome;
    }

    /** Begins at once; {@code name} is the thread's. */
    public static <T> Aside<T> start(String name, Work<T> work) {
        return new Aside<>(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().name(name).start(task)));
    }

    /** Waits for the end; throws what ended the work, if anything did. */
    public T await() throws IOException {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public void close() {
        outcome.handle((value, failure) -> true).join();
    }
}
