package dev.cairn.agent.slot;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Files on the EFI system partition. FAT has no journal, and a rename over an existing file frees the old clusters before the
 * folder points to the new ones: a power cut in between leaves an entry that the boot loader cannot read (seen in QEMU, Linux
 * 6.12). So a file that exists is overwritten in place, and one that fits into a sector is either old or new after a power cut. A
 * file that the loader acts upon gets its name last: until its bytes are on the disk, a name may lead to whatever its cluster held
 * before, and that may be an entry of long ago.
 */
final class EspFiles {
    private EspFiles() {}

    /**
     * Writes a file and reads it back.
     *
     * @throws IOException also when the file does not hold what was written
     */
    static void write(Path file, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder");
        Files.createDirectories(folder);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            DurableFiles.writeFully(out, ByteBuffer.wrap(bytes));
            out.truncate(bytes.length);
            out.force(true);
        }
        DurableFiles.syncFolder(folder);
        if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
            throw new IOException(file + " does not hold what was written");
        }
    }

    /**
     * Makes a file that is not there. A power cut may leave its bytes under a name that means nothing to the loader, under both names,
     * or under its own.
     */
    static void create(Path file, byte[] bytes) throws IOException {
        Path unnamed = file.resolveSibling(file.getFileName() + ".new");
        if (Files.exists(unnamed)) {
            setAside(unnamed);
        }
        write(unnamed, bytes);
        rename(unnamed, file);
    }

    /** Gives a file a name that nothing has; its bytes stay where they are. A power cut may leave it with both names. */
    static void rename(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        DurableFiles.move(from, to);
    }

    /** Takes files away. */
    static void delete(List<Path> files) throws IOException {
        delete(files, new HashSet<>());
    }

    /** Takes all files away but the first, which may have the same bytes as one of them. */
    static void deleteAllButFirst(List<Path> files) throws IOException {
        Set<String> kept = new HashSet<>(Set.of(Sha256.of(Files.readAllBytes(files.getFirst()))));
        delete(files.subList(1, files.size()), kept);
    }

    /**
     * Of files with the same bytes only one is deleted: after a power cut in a rename two names lead to the same cluster, and to free
     * it twice is an error upon which Linux writes no more to the file system.
     */
    private static void delete(List<Path> files, Set<String> untouchable) throws IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0 || untouchable.add(Sha256.of(bytes))) {
                DurableFiles.delete(file);
            } else {
                setAside(file);
            }
        }
    }

    /** Gives a file a name that the loader passes over and that nobody touches again: its cluster may be another file's. */
    static void setAside(Path file) throws IOException {
        int number = 1;
        while (Files.exists(aside(file, number))) {
            number++;
        }
        rename(file, aside(file, number));
    }

    private static Path aside(Path file, int number) {
        return file.resolveSibling("twin-" + number);
    }
}
