package dev.cairn.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that carries a temporary name until it is whole and on the disk; closed without {@link #commit} it vanishes. One thread. */
public final class StagedFile implements AutoCloseable {
    /** Names that begin so are unfinished; the id of the process that works on them follows. */
    public static final String PREFIX = ".cairn-staging-";

    private final Path destination;
    private final Path temporary;
    private final FileChannel channel;
    private boolean committed;

    private StagedFile(Path destination, Path temporary, FileChannel channel) {
        this.destination = destination;
        this.temporary = temporary;
        this.channel = channel;
    }

    public static StagedFile create(Path destination) throws IOException {
        Path folder = folderOf(destination);
        Files.createDirectories(folder);
        StaleStaging.sweep(folder);
        Path temporary = temporaryName(folder);
        FileChannel channel = FileChannel.open(
                temporary,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new StagedFile(destination, temporary, channel);
    }

    public static Path temporaryName(Path folder) {
        return folder.resolve(PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    public static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("not a file: " + file);
        }
        return parent;
    }

    public FileChannel channel() {
        return channel;
    }

    public Path temporary() {
        return temporary;
    }

    /** Forces the bytes to the disk and gives the file its name, replacing an older one. */
    public void commit() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
        syncFolder(folderOf(destination));
    }

    /** Makes names in a folder survive a power cut; Windows keeps them without being asked and cannot open folders. */
    public static void syncFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(temporary);
        }
    }
}
