package dev.cairn.agent.k3s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that was made of files and is kept as long as they are the same: changed or replaced, it is made anew. One lane calls it. */
final class MadeOfFiles<T extends AutoCloseable> {
    private final List<Path> files;
    private final Maker<T> maker;
    private List<Stamp> stamps = List.of();
    private @Nullable T kept;

    MadeOfFiles(List<Path> files, Maker<T> maker) {
        this.files = List.copyOf(files);
        this.maker = maker;
    }

    /** Makes it of what the files hold now. */
    @FunctionalInterface
    interface Maker<T> {
        T make() throws IOException;
    }

    /** What tells a file from the one that it was. */
    private record Stamp(
            long bytes, FileTime changed, @Nullable Object key) {}

    /** The one that is kept, or a new one; refused when a file is missing or of no use. */
    T get() throws IOException {
        List<Stamp> now = new ArrayList<>();
        for (Path file : files) {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            now.add(new Stamp(found.size(), found.lastModifiedTime(), found.fileKey()));
        }
        T known = kept;
        if (known != null && now.equals(stamps)) {
            return known;
        }
        drop();
        T made = maker.make();
        kept = made;
        // Of before it was made: a file that was changed meanwhile shows the next time.
        stamps = now;
        return made;
    }

    /** Closes what is kept; the next call makes a new one. */
    void drop() {
        T known = kept;
        kept = null;
        if (known != null) {
            try {
                known.close();
            } catch (Exception unclosed) {
                throw new IllegalStateException(unclosed);
            }
        }
    }
}
