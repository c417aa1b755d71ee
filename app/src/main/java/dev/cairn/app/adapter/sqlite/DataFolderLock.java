package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second copy of the app off a data folder. The system frees the lock when the process ends, however it ends. */
public final class DataFolderLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder if it is missing and locks it; refused while anybody else holds it. */
    public static DataFolderLock take(Path home) {
        try {
            Files.createDirectories(home);
            FileChannel channel = FileChannel.open(
                    home.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw ProblemException.of(AppProblem.DATABASE_LOCKED, "open", home);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolderLock(channel);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.FOLDER_UNUSABLE, "open", home, "reason", String.valueOf(e.getMessage())), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
