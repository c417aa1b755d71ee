package dev.cairn.image.squashfs;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import dev.cairn.image.layer.RawName;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads single files out of a squashfs 4.0 file system, uncompressed or packed by zlib or zstd (Linux Documentation/filesystems/squashfs.rst,
 * section 3; fields as in fs/squashfs/squashfs_fs.h). Thread-safe.
 */
public final class SquashfsReader implements AutoCloseable {
    private static final int MAX_SYMLINKS = 40;
    private static final long MAX_IN_MEMORY = 16 << 20;

    private final Region region;
    private final Closeable owned;
    private final String element;
    private final Superblock superblock;
    private final NodeReader nodes;
    private final FileReader files;

    private SquashfsReader(Region region, Closeable owned, String element) throws IOException {
        this.region = region;
        this.owned = owned;
        this.element = element;
        try {
            this.superblock = Superblock.parse(region.read(0, Format.SUPERBLOCK_BYTES));
        } catch (IllegalArgumentException e) {
            throw corrupt(region, element, "", new DamagedException(0, String.valueOf(e.getMessage())));
        }
        if (superblock.used() > region.length()) {
            String reason = "it should have " + superblock.used() + " bytes and has " + region.length();
            throw corrupt(region, element, "", new DamagedException(region.length(), reason));
        }
        this.nodes = new NodeReader(region, superblock);
        this.files = new FileReader(region, superblock);
    }

    /** Opens a squashfs that stands in a file of its own. */
    public static SquashfsReader open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new SquashfsReader(Region.whole(channel), channel, file.toString());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw ImageException.io("open", file.toString(), e);
        }
    }

    /** Opens a squashfs inside of something that the caller keeps open and closes. */
    public static SquashfsReader open(Region region, String element) {
        try {
            return new SquashfsReader(region, () -> {}, element);
        } catch (IOException e) {
            throw corrupt(region, element, "", e);
        }
    }

    /** How many bytes of the partition the file system uses. */
    public long usedBytes() {
        return superblock.used();
    }

    /** The whole content of a regular file of at most 16 MiB, holes counted; symlinks are followed inside the file system. */
    public byte[] read(String path) {
        try {
            Node.Regular file = regular(path);
            if (file.size() > MAX_IN_MEMORY) {
                throw new IOException("too large to be read at once: " + file.size() + " bytes");
            }
            return files.read(file);
        } catch (IOException e) {
            throw corrupt(region, element, path + ": ", e);
        }
    }

    /** Where contents end: behind them come tables. */
    public long dataEnd() {
        return superblock.inodes();
    }

    /** Every regular file that has blocks of its own, each name of a hard-linked one for itself. */
    public List<StoredFile> storedFiles() {
        try {
            return new FileWalk(nodes, superblock.used()).from(nodes.node(superblock.root()));
        } catch (IOException e) {
            throw corrupt(region, element, "", e);
        }
    }

    /** Copies the content of a regular file block by block. */
    public void copy(String path, OutputStream out) {
        try {
            files.copy(regular(path), out);
        } catch (IOException e) {
            throw corrupt(region, element, path + ": ", e);
        }
    }

    public boolean exists(String path) {
        return find(path).isPresent();
    }

    /** Names in a folder, sorted. */
    public List<String> list(String path) {
        if (!(find(path).orElseThrow(() -> missing(path)) instanceof Node.Folder folder)) {
            throw missing(path);
        }
        try {
            return nodes.children(folder).keySet().stream().map(RawName::toText).toList();
        } catch (IOException e) {
            throw corrupt(region, element, path + ": ", e);
        }
    }

    private Node.Regular regular(String path) {
        if (find(path).orElseThrow(() -> missing(path)) instanceof Node.Regular file) {
            return file;
        }
        throw missing(path);
    }

    private Optional<Node> find(String path) {
        try {
            return walk(RawName.fromText(path));
        } catch (IOException e) {
            throw corrupt(region, element, path + ": ", e);
        }
    }

    private Optional<Node> walk(String rawPath) throws IOException {
        Deque<String> todo = new ArrayDeque<>(parts(rawPath));
        Deque<Node> trail = new ArrayDeque<>();
        trail.push(nodes.node(superblock.root()));
        int symlinks = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (name.equals("..")) {
                if (trail.size() > 1) {
                    trail.pop();
                }
                continue;
            }
            Long reference = trail.element() instanceof Node.Folder folder
                    ? nodes.children(folder).get(name)
                    : null;
            if (reference == null) {
                return Optional.empty();
            }
            Node next = nodes.node(reference);
            if (next instanceof Node.Symlink link) {
                if (++symlinks > MAX_SYMLINKS) {
                    return Optional.empty();
                }
                if (link.target().startsWith("/")) {
                    Node root = trail.getLast();
                    trail.clear();
                    trail.push(root);
                }
                parts(link.target()).reversed().forEach(todo::push);
            } else {
                trail.push(next);
            }
        }
        return Optional.of(trail.element());
    }

    private static List<String> parts(String rawPath) {
        return Arrays.stream(rawPath.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private ImageException missing(String path) {
        return new ImageException(ImageProblem.ENTRY_MISSING, "read", path, Map.of("in", element));
    }

    private static ImageException corrupt(Region region, String element, String what, IOException cause) {
        long offset = cause instanceof DamagedException damaged ? damaged.offset() : 0;
        return new ImageException(
                ImageProblem.SQUASHFS_CORRUPT,
                "read",
                element,
                Map.of("reason", what + cause.getMessage(), "offset", Long.toString(region.offset() + offset)),
                cause);
    }

    @Override
    public void close() {
        try {
            owned.close();
        } catch (IOException e) {
            throw ImageException.io("close", element, e);
        }
    }
}
