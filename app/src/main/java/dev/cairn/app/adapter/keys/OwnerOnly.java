package dev.cairn.app.adapter.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Writes files that only their owner can read, and tells when others can. */
public final class OwnerOnly {
    /** Whether files have owners and rights as POSIX says. */
    public static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /** Writes a new file with all its bytes or none; the file never exists with wider rights. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder, attributes("rwx------"));
        Path temporary = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(temporary);
        try (FileChannel out = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes("rw-------"))) {
            out.write(ByteBuffer.wrap(bytes));
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Overwrites a file with zeros before it is deleted; a disk that remaps its blocks may still hold what was there. */
    public static void destroy(Path file) throws IOException {
        if (Files.exists(file)) {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.allocate((int) out.size()));
                out.force(true);
            }
            Files.delete(file);
        }
    }

    /** Whether anybody but the owner may read or write it. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        if (!POSIX) {
            return false;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        return rights.stream().anyMatch(right -> !right.name().startsWith("OWNER_"));
    }

    private static FileAttribute<?>[] attributes(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
