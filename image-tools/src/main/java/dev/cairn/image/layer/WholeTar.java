package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.archive.ArchiveMembers;
import java.io.EOFException;
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

    private static final int MOST_DOCUMENT = 1 << 20;
    private static final int MOST_KEPT = 32 << 20;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<Long, String> digests = new HashMap<>();
    private final Map<Long, byte[]> documents = new HashMap<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final Tree tree = new Tree();
    private final TarSource source;
    private final TarSource.Tar tar;
    private long kept;

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
        try {
            if (!digests.containsKey(stored.offset())) {
                digests.put(stored.offset(), digest(stored));
            }
        } catch (EOFException e) {
            throw new ImageException(
                    ImageProblem.TAR_TRUNCATED,
                    "layers",
                    tar.name(),
                    Map.of("reason", path + " ends too early", "offset", Long.toString(stored.offset())),
                    e);
        }
        Matcher blob = BLOB.matcher(path);
        if (blob.matches() && !blob.group(1).equals(digests.get(stored.offset()))) {
            throw TarSource.notWhatItSays(tar.name() + ", " + path, stored);
        }
    }

    /** Going back in something packed means to unpack it from its start, so what may be a document is kept. */
    private String digest(Region stored) throws IOException {
        if (stored.length() > MOST_DOCUMENT) {
            return source.sha256(stored, tar.name());
        }
        byte[] bytes = stored.read(0, (int) stored.length());
        if (bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[') && kept + bytes.length <= MOST_KEPT) {
            documents.put(stored.offset(), bytes);
            kept += bytes.length;
        }
        return Sha256.of(bytes);
    }

    private Region atHand(Region member) {
        byte[] bytes = documents.get(member.offset());
        return bytes == null
                ? member
                : new Region(
                        (into, at) -> {
                            int from = (int) (at - member.offset());
                            int count = Math.min(into.remaining(), bytes.length - from);
                            into.put(bytes, from, count);
                            return count;
                        },
                        member.offset(),
                        bytes.length);
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
        ArchiveMembers members = ArchiveIndex.members(tree, tar.region());
        return path -> members.find(path).map(this::atHand);
    }

    @Override
    public void close() {
        MergedLayers.closeAll(open);
    }
}
