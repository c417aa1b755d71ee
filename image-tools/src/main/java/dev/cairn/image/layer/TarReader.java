package dev.cairn.image.layer;

import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of an uncompressed tar that stands in a file (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; GNU
 * tar manual, "Basic Tar Format"; star(5)): V7, ustar, GNU, pax and star with their long names, large numbers, extended attributes and sparse files.
 * Contents stay where they are and are named by their offsets. Belongs to one thread.
 */
final class TarReader {
    private static final int MAX_EXTENSION = 4 << 20;

    private final TarBlocks blocks;
    private final String origin;
    private final PaxRecords pax = new PaxRecords();
    private @Nullable String longName;
    private @Nullable String longLink;

    TarReader(Region region, String origin) {
        this.blocks = new TarBlocks(region, origin);
        this.origin = origin;
    }

    /** Hands every entry on, in order. */
    void forEach(Consumer<TarEntry> sink, Progress progress) throws IOException {
        for (TarEntry entry = next(); entry != null; entry = next()) {
            sink.accept(entry);
            progress.step("index", origin, blocks.position(), blocks.region().knownLength());
        }
    }

    /** The next entry; null at the end mark. */
    @Nullable
    TarEntry next() throws IOException {
        try {
            while (true) {
                long at = blocks.position();
                byte[] block = blocks.header();
                if (TarHeader.isZero(block)) {
                    return null;
                }
                TarHeader header = TarHeader.parse(block);
                if (!extension(header)) {
                    TarEntry entry = entry(header, block, at);
                    pax.entryDone();
                    longName = null;
                    longLink = null;
                    return entry;
                }
            }
        } catch (TarHeader.Malformed e) {
            throw blocks.fail(ImageProblem.TAR_CORRUPT, String.valueOf(e.getMessage()));
        }
    }

    /** Takes in long names and pax records that describe the next entry; true also for a volume's label, which describes nothing. */
    private boolean extension(TarHeader header) throws IOException, TarHeader.Malformed {
        switch (header.type()) {
            case 'L' -> longName = untilNul(blocks.data(header.size(), MAX_EXTENSION));
            case 'K' -> longLink = untilNul(blocks.data(header.size(), MAX_EXTENSION));
            case 'x', 'X' -> pax.add(blocks.data(header.size(), MAX_EXTENSION));
            case 'g' -> pax.addGlobal(blocks.data(header.size(), MAX_EXTENSION));
            case 'V' -> blocks.skip(header.size(), header.name());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String untilNul(byte[] data) {
        return TarHeader.text(data, 0, data.length);
    }

    private TarEntry entry(TarHeader header, byte[] block, long at) throws IOException, TarHeader.Malformed {
        String name = pax.get("GNU.sparse.name", pax.get("path", longName == null ? header.name() : longName));
        String link = pax.get("linkpath", longLink == null ? header.link() : longLink);
        Attributes attributes = PaxAttributes.of(header, pax);
        return new TarEntry(TarPath.safe(name, blocks), at, attributes, what(header, block, name, link));
    }

    private TarEntry.What what(TarHeader header, byte[] block, String name, String link)
            throws IOException, TarHeader.Malformed {
        String stated = pax.get("size");
        long length = stated == null ? header.size() : SparseMap.decimal(stated);
        return switch (header.type()) {
            case '0', '\0', '7' -> {
                if (name.endsWith("/")) {
                    blocks.skip(length, name);
                    yield new TarEntry.What.Node(new Inode.Kind.Folder());
                }
                long from = blocks.position();
                SparseMap map = SparseMap.pax(pax, blocks);
                yield regular(map, length - (blocks.position() - from), name);
            }
            case 'S' -> regular(SparseMap.old(block, blocks), length, name);
            // A size stated here is that of the link's target; no data follows.
            case '1' -> new TarEntry.What.HardLink(TarPath.safe(link, blocks));
            case '2' -> new TarEntry.What.Node(TarPath.symlink(name, link, blocks));
            case '3' -> new TarEntry.What.Node(device(false, header));
            case '4' -> new TarEntry.What.Node(device(true, header));
            // Incremental archives of GNU tar carry a folder's listing as its data (type D).
            case '5', 'D' -> {
                blocks.skip(length, name);
                yield new TarEntry.What.Node(new Inode.Kind.Folder());
            }
            case '6' -> new TarEntry.What.Node(new Inode.Kind.Fifo());
            default ->
                throw blocks.fail(
                        ImageProblem.TAR_UNSUPPORTED,
                        "entry type 0x" + Integer.toHexString(header.type()) + " of " + RawName.toText(name));
        };
    }

    private TarEntry.What regular(@Nullable SparseMap map, long length, String name) throws TarHeader.Malformed {
        long at = blocks.skip(length, name);
        Region region = blocks.region();
        if (map == null) {
            Content content = new Content.Range(region.bytes(), origin, region.offset() + at, length);
            return new TarEntry.What.Node(new Inode.Kind.Regular(content));
        }
        if (map.stored() != length) {
            throw new TarHeader.Malformed(
                    "the pieces of a sparse file have " + map.stored() + " of " + length + " bytes");
        }
        return new TarEntry.What.Node(new Inode.Kind.Regular(map.content(blocks, origin, at)));
    }

    private Inode.Kind.Device device(boolean block, TarHeader header) throws TarHeader.Malformed {
        long major = decimal("SCHILY.devmajor", header.major());
        long minor = decimal("SCHILY.devminor", header.minor());
        if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
            throw new TarHeader.Malformed("device number " + major + ":" + minor);
        }
        return new Inode.Kind.Device(block, (int) major, (int) minor);
    }

    private long decimal(String key, long otherwise) throws TarHeader.Malformed {
        String stated = pax.get(key);
        return stated == null ? otherwise : SparseMap.decimal(stated);
    }
}
