package dev.cairn.image.slot;

import dev.cairn.image.Aside;
import dev.cairn.image.StagedFile;
import dev.cairn.image.StaleStaging;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A folder that carries a temporary name until it is whole and on the disk; closed without {@link #commit} it vanishes. One thread. */
final class StagedFolder implements AutoCloseable {
    private final Path destination;
    private final Path temporary;
    private final List<Aside<?>> aside = new ArrayList<>();

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

    /** Does something to files of this folder while the caller goes on; the folder is not taken away before that has ended. */
    <T> Aside<T> aside(String name, Aside.Work<T> work) {
        Aside<T> started = Aside.start(name, work);
        aside.add(started);
        return started;
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
        aside.forEach(Aside::close);
        if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
            StaleStaging.delete(temporary);
        }
    }
}
