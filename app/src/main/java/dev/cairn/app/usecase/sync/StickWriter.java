package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.content.ContentItem;
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
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes files so that a stick which is pulled out early holds each whole or not at all. For one thread. */
final class StickWriter {
    private static final int BLOCK = 1 << 20;

    private final StickLayout layout;

    StickWriter(StickLayout layout) {
        this.layout = layout;
    }

    private record Copy(Path from, Path to, long bytes) {}

    /** A file that the stick shall hold. */
    record Wanted(Path from, Path to) {}

    /** The files of a bundle, the manifest last. */
    List<Wanted> bundle(SlotBundle bundle) {
        Path folder = layout.bundle(bundle.digest());
        return Stream.of(SlotBundle.ROOT, SlotBundle.KERNEL, SlotBundle.INITRD, SlotBundle.MANIFEST)
                .map(name -> new Wanted(bundle.folder().resolve(name), folder.resolve(name)))
                .toList();
    }

    /** The files of a content, the manifest last; {@code artifact} finds the file of a SHA-256. */
    List<Wanted> content(ContentBundle content, Function<String, Path> artifact) {
        List<Wanted> files = new ArrayList<>();
        for (ContentItem item : content.manifest().items()) {
            files.add(new Wanted(artifact.apply(item.sha256()), layout.item(item.sha256())));
        }
        files.add(new Wanted(content.manifestFile(), layout.content(content.digest())));
        return files;
    }

    /** Copies what is not there yet, in this order; bytes written. Refused before the first byte if there is no room. */
    long files(Collection<Wanted> files, JobControl control) throws IOException {
        List<Copy> wanted = new ArrayList<>();
        for (Wanted file : files) {
            if (!Files.isRegularFile(file.to()) || Files.mismatch(file.from(), file.to()) >= 0) {
                wanted.add(new Copy(file.from(), file.to(), Files.size(file.from())));
            }
        }
        long bytes = wanted.stream().mapToLong(Copy::bytes).sum();
        Files.createDirectories(layout.folder());
        long free = Files.getFileStore(layout.folder()).getUsableSpace();
        if (bytes > free) {
            throw ProblemException.of(
                    AppProblem.STICK_TOO_SMALL, "stick", layout.root(), "needed", bytes, "free", free);
        }
        control.begin("writes bundles and contents", bytes, JobUnit.BYTES);
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
