package dev.cairn.agent.slot;

import dev.cairn.agent.state.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

/**
 * Files on the EFI system partition. FAT has no journal, and a rename over an existing file frees the old clusters before the
 * folder points to the new ones: a power cut in between leaves an entry that the boot loader cannot read (seen in QEMU, Linux
 * 6.12). So nothing is renamed here: a file that exists is overwritten in place, and one that fits into a sector is either old or
 * new after a power cut; a new file gets its own name at once and may be empty or missing then.
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
}
