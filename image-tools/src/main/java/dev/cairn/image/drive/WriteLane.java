package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** One drive that is being written. Thread-safe. */
public final class WriteLane {
    private final Path target;
    private final LaneState state;

    WriteLane(Path target, LaneState state) {
        this.target = target;
        this.state = state;
    }

    public Path target() {
        return target;
    }

    /** Asks the lane to end; it does within a second, even when its drive does not answer. */
    public void cancel() {
        state.cancel();
    }

    public boolean ended() {
        return state.outcome().isDone();
    }

    /** Waits for the end and throws what ended the lane, if anything did. An interrupted caller cancels it. */
    public WriteReceipt await() {
        try {
            return state.outcome().get();
        } catch (InterruptedException e) {
            cancel();
            awaitEnd();
            Thread.currentThread().interrupt();
            throw new ImageException(ImageProblem.CANCELLED, "write", target.toString(), Map.of(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the end, however it comes; true unless this thread is interrupted once more. */
    boolean awaitEnd() {
        try {
            state.outcome().get();
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
