package dev.cairn.image.squashfs;

import dev.cairn.image.Progress;
import dev.cairn.image.layer.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Writes a tree as squashfs 4.0 (Linux Documentation/filesystems/squashfs.rst, section 3; fields as in fs/squashfs/squashfs_fs.h),
 * deterministically: contents in the order of the tree, no time of its own, the same bytes for any number of threads. Stateless; each call works on
 * its caller's thread (packing blocks uses further ones).
 */
public final class SquashfsWriter {
    /** Where contents begin: behind the superblock, at a page, so that file systems that share blocks can share them. */
    public static final int DATA_START = 4096;

    private static final int PADDING = 4096;

    private final Compression compression;

    public SquashfsWriter(Compression compression) {
        this.compression = compression;
    }

    /** A tree whose inodes have their numbers; it may not change any more. */
    public static final class Numbered {
        private final Tree tree;
        private final Numbering numbering;

        private Numbered(Tree tree) {
            this.tree = tree;
            this.numbering = new Numbering(tree.root());
        }

        /** How many bytes of file contents it has, each hard-linked file counted once, holes not counted. */
        public long contentBytes() {
            return numbering.contentBytes();
        }
    }

    /** The first step of writing, which tells how much there is to write. */
    public static Numbered number(Tree tree) {
        return new Numbered(tree);
    }

    /** Writes from byte 0 of {@code channel}. */
    public WrittenRoot write(Tree tree, FileChannel channel, String element, Progress progress) throws IOException {
        return write(number(tree), channel, EarlierData.NONE, WriteWatcher.NONE, element, progress);
    }

    /** Writes from byte 0 of {@code channel} the same bytes as without {@code earlier}, but takes over what that holds already. */
    public WrittenRoot write(
            Numbered numbered,
            FileChannel channel,
            EarlierData earlier,
            WriteWatcher watcher,
            String element,
            Progress progress)
            throws IOException {
        Numbering numbering = numbered.numbering;
        Contents contents = new Contents(numbering.files(), compression, channel, watcher);
        contents.write(earlier, element, progress);
        try (Packer packer = Packer.of(compression)) {
            InodeWriter inodes = new InodeWriter(numbering, contents.layouts(), packer);
            long root = inodes.write(numbered.tree.root());
            long dataEnd = contents.output().position();
            long bytes =
                    writeTables(contents.output(), inodes, numbering.count(), root, contents.fragmentTable(), packer);
            return new WrittenRoot(bytes, dataEnd, contents.reusedEnd(), contents.written(), contents.fragments());
        }
    }

    private long writeTables(
            BlockOutput output, InodeWriter inodes, int count, long root, byte[] fragments, Packer packer)
            throws IOException {
        long inodeTable = append(output, inodes.inodes().finish());
        long folderTable = append(output, inodes.folders().finish());
        long fragmentTable = indexed(output, fragments, packer);
        long idTable = indexed(output, inodes.ids().records(), packer);
        long xattrTable = Format.NO_TABLE;
        if (!inodes.xattrs().isEmpty()) {
            XattrTable.Tables tables = inodes.xattrs().finish(output.position());
            append(output, tables.bytes());
            xattrTable = tables.headerAt();
        }
        long used = output.position();
        int padding = (int) (Math.ceilDiv(used, PADDING) * PADDING - used);
        output.write(new byte[padding], padding);
        output.flush();
        LittleEndian superblock = new LittleEndian(Format.SUPERBLOCK_BYTES);
        superblock.u32(Format.MAGIC).u32(count).u32(0).u32(Format.BLOCK_BYTES).u32(fragments.length / 16);
        superblock.u16(compressor()).u16(Format.BLOCK_LOG).u16(flags(fragments, xattrTable));
        superblock.u16(inodes.ids().size()).u16(4).u16(0);
        superblock.u64(root).u64(used).u64(idTable).u64(xattrTable);
        superblock.u64(inodeTable).u64(folderTable).u64(fragmentTable).u64(Format.NO_TABLE);
        output.writeAt(superblock.toBytes(), 0);
        return used + padding;
    }

    private static long append(BlockOutput output, byte[] bytes) throws IOException {
        long at = output.position();
        output.write(bytes, bytes.length);
        return at;
    }

    /** Writes records as metadata blocks and then their index; the answer is where the index stands. */
    private static long indexed(BlockOutput output, byte[] records, Packer packer) throws IOException {
        MetadataTable table = new MetadataTable(packer);
        table.add(records, records.length);
        long at = append(output, table.finish());
        return append(output, table.index(at));
    }

    private int compressor() {
        return switch (compression) {
            case Compression.None none -> Format.COMPRESSOR_ZLIB;
            case Compression.Zstd zstd -> Format.COMPRESSOR_ZSTD;
        };
    }

    private int flags(byte[] fragments, long xattrTable) {
        int flags = fragments.length == 0 ? Format.FLAG_NO_FRAGMENTS : 0;
        if (xattrTable == Format.NO_TABLE) {
            flags |= Format.FLAG_NO_XATTRS;
        }
        if (compression instanceof Compression.None) {
            flags |= Format.FLAG_PLAIN_INODES
                    | Format.FLAG_PLAIN_DATA
                    | Format.FLAG_PLAIN_FRAGMENTS
                    | Format.FLAG_PLAIN_XATTRS
                    | Format.FLAG_PLAIN_IDS;
        }
        return flags;
    }
}
