package dev.cairn.image.slot;

import dev.cairn.image.StagedFile;
import dev.cairn.image.StaleStaging;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A folder that carries a temporary name until it is whole and on the disk; closed without {@link #commit} it vanishes. One thread. */
final class StagedFolder implements AutoCloseable {
    private final Path destination;
    private final Path temporary;
    private final List<CompletableFuture<Void>> aside = new ArrayList<>();

    private StagedFolder(Path destination, Path temporary) {
        this.destination = destination;
        this.temporary = temporary;
    }

    static StagedFolder create(Path destination) throws IOException {
        Path parent = StagedFile.folderOf(destination);
        Files.createDirectories(parent);
        StaleStaging.sweep(parent);
        return new StagedFolder(destination, Files.createDirectory(StagedFile.temporaryName(parent)));
    }

    Path temporary() {
        return temporary;
    }

    /** Opens a new file in the folder. */
    FileChannel file(String name) throws IOException {
        return FileChannel.open(
                temporary.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Work on files of this folder. */
    interface Work {
        void run() throws IOException;
    }

    /** Does something while the caller goes on; see {@link #await}. The folder is not taken away before it has ended. */
    CompletableFuture<Void> aside(String name, Work work) {
        CompletableFuture<Void> started = CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().name(name).start(task));
        aside.add(started);
        return started;
    }

    static void await(CompletableFuture<Void> aside) throws IOException {
        try {
            aside.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    void write(String name, byte[] bytes) throws IOException {
        copy(name, new Content.InMemory(bytes));
    }

    /** Copies in pieces and forces them to the disk. */
    void copy(String name, Content content) throws IOException {
        try (FileChannel out = file(name);
                Content.Source source = content.open()) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
            long done = 0;
            while (done < content.size()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), content.size() - done));
                source.read(buffer, done);
                buffer.flip();
                done += buffer.remaining();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            out.force(true);
        }
    }

    /** Gives the folder its name; an older one of that name makes way first and is deleted afterwards. */
    void commit() throws IOException {
        StagedFile.syncFolder(temporary);
        Path parent = StagedFile.folderOf(destination);
        Path older = StagedFile.temporaryName(parent);
        boolean replaces = Files.exists(destination, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            Files.move(destination, older, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE);
        StagedFile.syncFolder(parent);
        if (replaces) {
            StaleStaging.delete(older);
        }
    }

    @Override
    public void close() throws IOException {
        aside.forEach(work -> work.exceptionally(failed -> null).join());
        if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
            StaleStaging.delete(temporary);
        }
    }
}
