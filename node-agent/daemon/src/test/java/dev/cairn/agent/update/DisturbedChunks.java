package dev.cairn.agent.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chunk store of a rig as the agent sees it, on a disk that a disturbance reaches. */
final class DisturbedChunks extends ChunkStore {
    private final ChunkStore store;
    private final Disturbance disturbance;
    private final UpdateRig rig;

    DisturbedChunks(Path folder, ChunkStore store, Disturbance disturbance, UpdateRig rig) {
        super(folder);
        this.store = store;
        this.disturbance = disturbance;
        this.rig = rig;
    }

    private interface Act<T> {
        T make() throws IOException;
    }

    @Override
    public boolean has(String sha256, long bytes) {
        try {
            return around("has", () -> store.has(sha256, bytes));
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public Optional<byte[]> read(String sha256) throws IOException {
        return around("read", () -> store.read(sha256));
    }

    @Override
    public void put(String sha256, byte[] data) throws IOException {
        store.put(sha256, data);
    }

    @Override
    public long begun(String sha256) {
        return store.begun(sha256);
    }

    @Override
    public void settle() throws IOException {
        store.settle();
    }

    @Override
    public long room() throws IOException {
        return around("room", store::room);
    }

    @Override
    public void retain(Set<String> wanted) throws IOException {
        around("retain", () -> {
            store.retain(wanted);
            return wanted;
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T around(String method, Act<T> act) throws IOException {
        Operation operation = Operation.of(rig.phase(), "ChunkStore", method);
        try {
            @Nullable Object result = disturbance.around(operation, act::make, act::make, rig);
            return (T) result;
        } catch (IOException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
