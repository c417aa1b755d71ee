package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of an uncompressed tar that stands in a file: ustar, GNU long names, pax with extended attributes. Contents stay where
 * they are and are named by their offsets. Belongs to one thread.
 */
final class TarReader {
    private static final int MAX_EXTENSION = 4 << 20;
    private static final int MAX_DEPTH = 1024;
    private static final String XATTR = "SCHILY.xattr.";

    private final FileChannel channel;
    private final String origin;
    private final long size;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private final ByteBuffer window = ByteBuffer.allocateDirect(1 << 16).limit(0);
    private long windowAt;
    private long position;
    private long headerAt;

    private final Map<String, String> globalPax = new HashMap<>();
    private Map<String, String> pax = new HashMap<>();
    private @Nullable String longName;
    private @Nullable String longLink;

    TarReader(FileChannel channel, String origin) throws IOException {
        this.channel = channel;
        this.origin = origin;
        this.size = channel.size();
    }

    /** Hands every entry on, in order. */
    void forEach(Consumer<TarEntry> sink, Progress progress) throws IOException {
        try {
            while (nextBlock()) {
                TarHeader header = TarHeader.parse(block);
                if (!extension(header)) {
                    sink.accept(entry(header));
                    pax = new HashMap<>(globalPax);
                    longName = null;
                    longLink = null;
                    progress.step("index", origin, position, size);
                }
            }
        } catch (TarHeader.Malformed | NumberFormatException e) {
            throw fail(ImageProblem.TAR_CORRUPT, String.valueOf(e.getMessage()));
        }
    }

    /** Reads the next header; false at the end mark. */
    private boolean nextBlock() throws IOException {
        headerAt = position;
        if (position + TarHeader.BLOCK > size) {
            throw fail(ImageProblem.TAR_TRUNCATED, "the end mark is missing");
        }
        if (position < windowAt || position + TarHeader.BLOCK > windowAt + window.limit()) {
            windowAt = position;
            window.clear();
            while (window.position() < TarHeader.BLOCK) {
                if (channel.read(window, windowAt + window.position()) < 0) {
                    throw fail(ImageProblem.TAR_TRUNCATED, "the file became shorter");
                }
            }
            window.flip();
        }
        window.get((int) (position - windowAt), block);
        position += TarHeader.BLOCK;
        return !TarHeader.isZero(block);
    }

    /** Takes in long names and pax records that describe the next entry. */
    private boolean extension(TarHeader header) throws IOException, TarHeader.Malformed {
        switch (header.type()) {
            case 'L' -> longName = untilNul(data(header));
            case 'K' -> longLink = untilNul(data(header));
            case 'x' -> PaxHeader.parse(data(header), pax);
            case 'g' -> {
                PaxHeader.parse(data(header), globalPax);
                pax.putAll(globalPax);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] data(TarHeader header) throws IOException, TarHeader.Malformed {
        if (header.size() < 0 || header.size() > MAX_EXTENSION) {
            throw new TarHeader.Malformed("extension header of " + header.size() + " bytes");
        }
        byte[] data = new byte[(int) header.size()];
        long at = skipData(header.size(), header.name());
        new Content.Range(channel, origin, at, data.length).open().read(ByteBuffer.wrap(data), 0);
        return data;
    }

    private static String untilNul(byte[] data) {
        return TarHeader.text(data, 0, data.length);
    }

    /** Steps over data and its padding; the answer is where it begins. */
    private long skipData(long length, String name) {
        long at = position;
        if (length < 0 || length > size - at) {
            throw fail(
                    ImageProblem.TAR_TRUNCATED,
                    RawName.toText(name) + " should have " + length + " bytes and " + (size - at) + " are left");
        }
        position = at + Math.ceilDiv(length, TarHeader.BLOCK) * TarHeader.BLOCK;
        return at;
    }

    private TarEntry entry(TarHeader header) throws TarHeader.Malformed {
        String name = pax.getOrDefault("path", longName == null ? header.name() : longName);
        String link = pax.getOrDefault("linkpath", longLink == null ? header.link() : longLink);
        Attributes attributes = new Attributes(
                header.mode(),
                id("uid", header.uid()),
                id("gid", header.gid()),
                pax.containsKey("mtime") ? seconds(pax.getOrDefault("mtime", "0")) : header.mtime(),
                xattrs());
        long length = pax.containsKey("size") ? Long.parseLong(pax.getOrDefault("size", "0")) : header.size();
        if (header.type() == 'S' || pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
            throw fail(ImageProblem.TAR_UNSUPPORTED, "sparse file " + RawName.toText(name));
        }
        List<String> path = safe(name);
        return new TarEntry(path, attributes, what(header, name, link, length));
    }

    private TarEntry.What what(TarHeader header, String name, String link, long length) {
        return switch (header.type()) {
            case '0', '\0', '7' -> {
                if (name.endsWith("/")) {
                    skipData(length, name);
                    yield new TarEntry.What.Node(new Inode.Kind.Folder());
                }
                Content content = new Content.Range(channel, origin, skipData(length, name), length);
                yield new TarEntry.What.Node(new Inode.Kind.Regular(content));
            }
            // A size stated here is that of the link's target; no data follows.
            case '1' -> new TarEntry.What.HardLink(safe(link));
            case '2' -> {
                if (link.isEmpty() || link.length() > 65535) {
                    throw fail(ImageProblem.TAR_CORRUPT, "symlink " + RawName.toText(name) + " has no usable target");
                }
                yield new TarEntry.What.Node(new Inode.Kind.Symlink(link));
            }
            case '3' -> new TarEntry.What.Node(device(false, header));
            case '4' -> new TarEntry.What.Node(device(true, header));
            case '5' -> {
                skipData(length, name);
                yield new TarEntry.What.Node(new Inode.Kind.Folder());
            }
            case '6' -> new TarEntry.What.Node(new Inode.Kind.Fifo());
            default ->
                throw fail(
                        ImageProblem.TAR_UNSUPPORTED,
                        "entry type 0x" + Integer.toHexString(header.type()) + " of " + RawName.toText(name));
        };
    }

    private Inode.Kind.Device device(boolean block, TarHeader header) {
        if (header.major() < 0 || header.major() > 0xfff || header.minor() < 0 || header.minor() > 0xfffff) {
            throw fail(ImageProblem.TAR_CORRUPT, "device number " + header.major() + ":" + header.minor());
        }
        return new Inode.Kind.Device(block, (int) header.major(), (int) header.minor());
    }

    private int id(String key, long fromHeader) throws TarHeader.Malformed {
        long id = pax.containsKey(key) ? Long.parseLong(pax.getOrDefault(key, "0")) : fromHeader;
        if (id < 0 || id > 0xffffffffL) {
            throw new TarHeader.Malformed(key + " " + id + " is out of range");
        }
        return (int) id;
    }

    private static long seconds(String paxTime) {
        if (paxTime.length() > 40) {
            throw new NumberFormatException("time of " + paxTime.length() + " digits");
        }
        BigDecimal time = new BigDecimal(paxTime);
        if (Math.abs((long) time.scale()) > 40) {
            throw new NumberFormatException("time out of range");
        }
        return time.setScale(0, RoundingMode.FLOOR).longValue();
    }

    private Map<String, byte[]> xattrs() {
        Map<String, byte[]> found = new TreeMap<>();
        pax.forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                found.put(key.substring(XATTR.length()), RawName.toBytes(value));
            }
        });
        return found;
    }

    private List<String> safe(String rawPath) {
        List<String> parts = Tree.parts(rawPath);
        if (parts.contains("..")) {
            throw fail(ImageProblem.TAR_UNSAFE_PATH, RawName.toText(rawPath));
        }
        if (parts.size() > MAX_DEPTH || parts.stream().anyMatch(part -> part.length() > 255)) {
            throw fail(ImageProblem.TAR_UNSUPPORTED, "path that Linux could not hold");
        }
        return parts;
    }

    private ImageException fail(ImageProblem problem, String reason) {
        return new ImageException(
                problem, "layers", origin, Map.of("reason", reason, "offset", Long.toString(headerAt)));
    }
}
