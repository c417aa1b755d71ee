package dev.cairn.image.layer;

import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.archive.ArchiveMembers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tar that is handed on as it is, packed or not, and was read from its first to its last byte: what is cut off or damaged was told by name and
 * offset. Blobs that are named by their SHA-256 (OCI image specification 1.1, "Image Layout") were held to it. Belongs to one thread.
 */
public final class WholeTar implements AutoCloseable {
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/([0-9a-f]{64})");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<Long, String> digests = new HashMap<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final Tree tree = new Tree();
    private final TarSource source;
    private final TarSource.Tar tar;

    private WholeTar(Path file, Progress progress) throws IOException {
        source = new TarSource(open, progress);
        tar = source.whole(new TarLayer(file));
    }

    /** Reads all of it. */
    public static WholeTar read(Path file, Progress progress) throws IOException {
        WholeTar whole = new WholeTar(file, progress);
        try {
            whole.read(progress);
            return whole;
        } catch (IOException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    private void read(Progress progress) throws IOException {
        TarReader reader = new TarReader(tar.region(), tar.name());
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            String path = RawName.toText(String.join("/", entry.path()));
            Inode inode = ArchiveIndex.put(tree, entry, path);
            Optional<Region> stored = inode == null ? Optional.empty() : ArchiveIndex.stored(inode, tar.region());
            if (stored.isPresent()) {
                files.add(path);
                take(path, stored.get());
                progress.step(
                        "read", tar.name(), stored.get().offset(), tar.region().knownLength());
            }
        }
        tar.end().check();
    }

    private void take(String path, Region stored) throws IOException {
        if (!digests.containsKey(stored.offset())) {
            digests.put(stored.offset(), source.sha256(stored, tar.name()));
        }
        Matcher blob = BLOB.matcher(path);
        if (blob.matches() && !blob.group(1).equals(digests.get(stored.offset()))) {
            throw TarSource.notWhatItSays(tar.name() + ", " + path, stored);
        }
    }

    /** The SHA-256 of one of its {@link #members}, as it stands in the tar. */
    public String sha256(Region member) {
        return Objects.requireNonNull(digests.get(member.offset()), "a file of this tar");
    }

    /** The paths of its regular files, in their order. */
    public Set<String> files() {
        return Set.copyOf(files);
    }

    /** Its regular files by their paths, as long as this is open. */
    public ArchiveMembers members() {
        return ArchiveIndex.members(tree, tar.region());
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable one : open.reversed()) {
            try {
                one.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
