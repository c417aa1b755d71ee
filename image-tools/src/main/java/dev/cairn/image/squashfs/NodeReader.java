package dev.cairn.image.squashfs;

import dev.cairn.image.Region;
import dev.cairn.image.layer.RawName;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads inodes and folder listings. Thread-safe. */
final class NodeReader {
    private static final int MAX_BLOCKS = 1 << 24;

    private final Region region;
    private final Superblock superblock;

    NodeReader(Region region, Superblock superblock) {
        this.region = region;
        this.superblock = superblock;
    }

    Node node(long reference) throws IOException {
        MetadataCursor in = new MetadataCursor(region, superblock.compressor(), superblock.inodes(), reference);
        int type = in.u16();
        in.bytes(14);
        return switch (type) {
            case Format.FOLDER -> {
                long start = in.u32();
                in.bytes(4);
                int bytes = in.u16();
                yield new Node.Folder(start, in.u16(), bytes - 3L);
            }
            case Format.FOLDER + Format.EXTENDED -> {
                in.bytes(4);
                long bytes = in.u32();
                long start = in.u32();
                in.bytes(6);
                yield new Node.Folder(start, in.u16(), bytes - 3L);
            }
            case Format.REGULAR -> {
                long start = in.u32();
                int fragment = (int) in.u32();
                long offset = in.u32();
                yield regular(in, start, in.u32(), fragment, offset);
            }
            case Format.REGULAR + Format.EXTENDED -> {
                long start = in.u64();
                long size = in.u64();
                in.bytes(12);
                int fragment = (int) in.u32();
                long offset = in.u32();
                in.bytes(4);
                yield regular(in, start, size, fragment, offset);
            }
            case Format.SYMLINK, Format.SYMLINK + Format.EXTENDED -> {
                in.bytes(4);
                long length = in.u32();
                if (length > 65535) {
                    throw in.damaged("symlink of " + length + " bytes");
                }
                byte[] target = in.bytes((int) length);
                yield new Node.Symlink(RawName.fromBytes(target, 0, target.length));
            }
            case 4, 5, 6, 7, 11, 12, 13, 14 -> new Node.Special();
            default -> throw in.damaged("inode type " + type);
        };
    }

    private Node.Regular regular(MetadataCursor in, long start, long size, int fragment, long offset)
            throws IOException {
        long blocks =
                fragment == Format.NONE ? Math.ceilDiv(size, superblock.blockBytes()) : size / superblock.blockBytes();
        // Every block's size word stands in the file: there cannot be more of them than it has room for.
        if (size < 0 || blocks > MAX_BLOCKS || blocks > superblock.used() / 4 + 1) {
            throw in.damaged("file of " + size + " bytes");
        }
        int[] sizes = new int[(int) blocks];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (int) in.u32();
        }
        return new Node.Regular(start, size, fragment, offset, sizes);
    }

    /** The inode references of a folder's children by raw name. */
    SortedMap<String, Long> children(Node.Folder folder) throws IOException {
        TreeMap<String, Long> children = new TreeMap<>();
        if (folder.listingBytes() <= 0) {
            return children;
        }
        MetadataCursor in = new MetadataCursor(
                region, superblock.compressor(), superblock.folders(), folder.start() << 16 | folder.offset());
        long left = folder.listingBytes();
        while (left > 0) {
            long count = in.u32() + 1;
            long block = in.u32();
            in.bytes(4);
            left -= 12;
            if (count > 256) {
                throw in.damaged("run of " + count + " folder entries");
            }
            for (int i = 0; i < count; i++) {
                int offset = in.u16();
                in.bytes(4);
                int length = in.u16() + 1;
                if (length > 256) {
                    throw in.damaged("name of " + length + " bytes");
                }
                byte[] name = in.bytes(length);
                children.put(RawName.fromBytes(name, 0, length), block << 16 | offset);
                left -= 8 + length;
            }
        }
        return children;
    }
}
