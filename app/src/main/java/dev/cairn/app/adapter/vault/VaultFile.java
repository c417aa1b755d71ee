package dev.cairn.app.adapter.vault;

import dev.cairn.app.adapter.keys.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The vault's file on disk: replaced whole, with the one before beside it until the new one was read back. For one thread at a time.
 */
final class VaultFile {
    /** Where a write has come to; tests stop it there. */
    enum Step {
        WRITTEN,
        PROVEN,
        KEPT,
        RENAMED,
        SETTLED,
        DONE
    }

    /** Is told each step. */
    interface Steps {
        void reached(Step step) throws IOException;
    }

    private final Path file;
    private final Path before;
    private final Steps steps;

    VaultFile(Path file, Steps steps) {
        this.file = file;
        this.before = file.resolveSibling(file.getFileName() + ".before");
        this.steps = steps;
    }

    Path path() {
        return file;
    }

    /** Whether there is a file, or one from before a write that was cut. */
    boolean exists() {
        return Files.exists(file) || Files.exists(before);
    }

    boolean isOpenToOthers() throws IOException {
        return OwnerOnly.isOpenToOthers(Files.exists(file) ? file : before);
    }

    byte[] read() throws IOException {
        return Files.readAllBytes(Files.exists(file) ? file : before);
    }

    boolean hasOneBefore() {
        return Files.exists(before) && Files.exists(file);
    }

    byte[] readOneBefore() throws IOException {
        return Files.readAllBytes(before);
    }

    /** Makes the file from before the last write the current one. */
    void goBack() throws IOException {
        Files.move(before, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    /** The current file was opened, so nothing else is needed. */
    void forgetOneBefore() throws IOException {
        if (Files.exists(file) && Files.deleteIfExists(before)) {
            forceFolder();
        }
    }

    /** Replaces the file. {@code proves} tells of bytes read back whether they can be opened. */
    void write(byte[] bytes, Predicate<byte[]> proves) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".new");
        OwnerOnly.write(part, bytes);
        steps.reached(Step.WRITTEN);
        requireProven(part, proves);
        steps.reached(Step.PROVEN);
        if (Files.exists(file)) {
            Files.deleteIfExists(before);
            OwnerOnly.write(before, Files.readAllBytes(file));
        }
        steps.reached(Step.KEPT);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        steps.reached(Step.RENAMED);
        forceFolder();
        steps.reached(Step.SETTLED);
        requireProven(file, proves);
        Files.deleteIfExists(before);
        forceFolder();
        steps.reached(Step.DONE);
    }

    private static void requireProven(Path written, Predicate<byte[]> proves) throws IOException {
        if (!proves.test(Files.readAllBytes(written))) {
            throw new IOException("what was written to " + written.getFileName() + " was not what is read from it");
        }
    }

    private void forceFolder() throws IOException {
        // Windows opens no folders as files; its renames are written through.
        if (OwnerOnly.POSIX) {
            try (FileChannel folder =
                    FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
