package dev.cairn.agent.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/** Replaces, renames and deletes files so that after a power cut either the old or the new state is there. Thread-safe. */
public final class DurableFiles {
    private static final boolean FOLDERS_CAN_BE_SYNCED =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

    private DurableFiles() {}

    /** Writes to a temporary file, syncs it, renames it and syncs the folder. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path folder = folderOf(file);
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, ByteBuffer.wrap(bytes));
            out.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
        move(temporary, file);
    }

    /** Renames within a folder, over what stands there, and syncs the folder. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notAtomic) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        syncFolder(folderOf(to));
    }

    /** Deletes a file if it is there, and syncs the folder. */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            syncFolder(folderOf(file));
        }
    }

    /** Writes all of the buffer at the channel's position. */
    public static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder");
    }

    /** Brings a folder's own content to the disk, where the system can do that. */
    public static void syncFolder(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_SYNCED) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
