package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.StickLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Writes files so that a stick which is pulled out early holds each whole or not at all. For one thread. */
final class StickWriter {
    private static final int BLOCK = 1 << 20;

    private final StickLayout layout;

    StickWriter(StickLayout layout) {
        this.layout = layout;
    }

    private record Copy(Path from, Path to, long bytes) {}

    /** Copies what is not there yet, the manifest last; bytes written. Refused before the first byte if there is no room. */
    long bundles(Collection<SlotBundle> bundles, JobControl control) throws IOException {
        List<Copy> wanted = new ArrayList<>();
        for (SlotBundle bundle : bundles) {
            Path folder = layout.bundle(bundle.digest());
            for (String name : List.of(SlotBundle.ROOT, SlotBundle.KERNEL, SlotBundle.INITRD, SlotBundle.MANIFEST)) {
                Path from = bundle.folder().resolve(name);
                Path to = folder.resolve(name);
                if (!Files.isRegularFile(to) || Files.mismatch(from, to) >= 0) {
                    wanted.add(new Copy(from, to, Files.size(from)));
                }
            }
        }
        long bytes = wanted.stream().mapToLong(Copy::bytes).sum();
        Files.createDirectories(layout.folder());
        long free = Files.getFileStore(layout.folder()).getUsableSpace();
        if (bytes > free) {
            throw ProblemException.of(
                    AppProblem.STICK_TOO_SMALL, "stick", layout.root(), "needed", bytes, "free", free);
        }
        control.begin("writes the bundles", bytes, JobUnit.BYTES);
        for (Copy copy : wanted) {
            copy(copy, control);
        }
        return bytes;
    }

    /** Writes a small file. */
    void file(Path file, byte[] content) throws IOException {
        Path part = part(file);
        try (FileChannel out = open(part)) {
            write(out, ByteBuffer.wrap(content));
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Copy copy, JobControl control) throws IOException {
        Path part = part(copy.to());
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(copy.from());
                FileChannel out = open(part)) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                control.check();
                write(out, ByteBuffer.wrap(block, 0, read));
                control.advance(read);
            }
            out.force(true);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
        Files.move(part, copy.to(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path part(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file stands in a folder");
        Files.createDirectories(folder);
        return folder.resolve(file.getFileName() + ".part");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
