package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Attributes;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.RawName;
import java.util.IdentityHashMap;

/** Writes the inode and folder tables, children before their folder. Belongs to one thread. */
final class InodeWriter {
    private static final long MAX_TIME = 0xffffffffL;
    private static final int BASIC_LISTING_MAX = 0xffff - 3;

    private final Numbering numbering;
    private final IdentityHashMap<Inode, FileLayout> layouts;
    private final MetadataTable inodes;
    private final MetadataTable folders;
    private final IdTable ids = new IdTable();
    private final XattrTable xattrs;
    private final IdentityHashMap<Inode, Long> references = new IdentityHashMap<>();
    private final LittleEndian record = new LittleEndian(256);

    InodeWriter(Numbering numbering, IdentityHashMap<Inode, FileLayout> layouts, Packer packer) {
        this.numbering = numbering;
        this.layouts = layouts;
        this.inodes = new MetadataTable(packer);
        this.folders = new MetadataTable(packer);
        this.xattrs = new XattrTable(packer);
    }

    /** Writes everything; the answer is the reference of the root's inode. */
    long write(Inode root) {
        return write(root, numbering.count() + 1);
    }

    MetadataTable inodes() {
        return inodes;
    }

    MetadataTable folders() {
        return folders;
    }

    IdTable ids() {
        return ids;
    }

    XattrTable xattrs() {
        return xattrs;
    }

    private long write(Inode inode, int parent) {
        Long written = references.get(inode);
        if (written != null) {
            return written;
        }
        long reference = switch (inode.kind()) {
            case Inode.Kind.Folder folder -> folder(inode, folder, parent);
            case Inode.Kind.Regular regular -> regular(inode, layout(inode));
            case Inode.Kind.Symlink link -> symlink(inode, link);
            case Inode.Kind.Device device ->
                special(inode, device.block() ? Format.BLOCK_DEVICE : Format.CHARACTER_DEVICE, number(device));
            case Inode.Kind.Fifo fifo -> special(inode, Format.FIFO, Format.NONE);
        };
        references.put(inode, reference);
        return reference;
    }

    private FileLayout layout(Inode inode) {
        FileLayout layout = layouts.get(inode);
        if (layout == null) {
            throw new IllegalStateException("a file's content was not written");
        }
        return layout;
    }

    private long folder(Inode inode, Inode.Kind.Folder folder, int parent) {
        int number = numbering.known(inode).number;
        folder.children().values().stream()
                .map(Inode.Child::inode)
                .filter(child -> child.kind() instanceof Inode.Kind.Folder)
                .forEach(child -> write(child, number));
        folder.children().values().forEach(child -> write(child.inode(), number));
        FolderListing listing = new FolderListing(folders);
        folder.children().forEach((name, child) -> {
            Inode target = child.inode();
            Long reference = references.get(target);
            if (reference == null) {
                throw new IllegalStateException("child was not written");
            }
            listing.add(RawName.toBytes(name), reference, numbering.known(target).number, type(target));
        });
        listing.finish();
        int xattr = xattrs.number(inode.attributes().xattrs());
        boolean extended = xattr != Format.NONE || listing.bytes() > BASIC_LISTING_MAX;
        int links = numbering.known(inode).links;
        header(inode, Format.FOLDER, extended);
        if (extended) {
            record.u32(links).u32(listing.bytes() + 3).u32(listing.start()).u32(parent);
            record.u16(listing.indexCount()).u16(listing.offset()).u32(xattr);
            record.bytes(listing.index());
        } else {
            record.u32(listing.start()).u32(links).u16((int) listing.bytes() + 3);
            record.u16(listing.offset()).u32(parent);
        }
        return store();
    }

    private long regular(Inode inode, FileLayout layout) {
        int links = numbering.known(inode).links;
        int xattr = xattrs.number(inode.attributes().xattrs());
        boolean extended = links > 1
                || xattr != Format.NONE
                || layout.sparseBytes > 0
                || layout.size > 0xffffffffL
                || layout.start > 0xffffffffL;
        header(inode, Format.REGULAR, extended);
        if (extended) {
            // The kernel counts a file's blocks as (size - sparse) and a wholly sparse file would come out as none:
            // leave one byte.
            long sparse = layout.sparseBytes >= layout.size && layout.size > 0 ? layout.size - 1 : layout.sparseBytes;
            record.u64(layout.start).u64(layout.size).u64(sparse).u32(links);
            record.u32(layout.fragment).u32(layout.fragmentOffset).u32(xattr);
        } else {
            record.u32(layout.start)
                    .u32(layout.fragment)
                    .u32(layout.fragmentOffset)
                    .u32(layout.size);
        }
        for (int size : layout.blockSizes) {
            record.u32(size);
        }
        return store();
    }

    private long symlink(Inode inode, Inode.Kind.Symlink link) {
        int xattr = xattrs.number(inode.attributes().xattrs());
        byte[] target = RawName.toBytes(link.target());
        header(inode, Format.SYMLINK, xattr != Format.NONE);
        record.u32(numbering.known(inode).links).u32(target.length).bytes(target);
        if (xattr != Format.NONE) {
            record.u32(xattr);
        }
        return store();
    }

    private long special(Inode inode, int type, int device) {
        int xattr = xattrs.number(inode.attributes().xattrs());
        header(inode, type, xattr != Format.NONE);
        record.u32(numbering.known(inode).links);
        if (type != Format.FIFO) {
            record.u32(device);
        }
        if (xattr != Format.NONE) {
            record.u32(xattr);
        }
        return store();
    }

    private void header(Inode inode, int type, boolean extended) {
        Attributes attributes = inode.attributes();
        record.clear();
        record.u16(extended ? type + Format.EXTENDED : type).u16(attributes.mode());
        record.u16(ids.place(attributes.uid())).u16(ids.place(attributes.gid()));
        record.u32(Math.clamp(attributes.mtime(), 0, MAX_TIME)).u32(numbering.known(inode).number);
    }

    private long store() {
        long reference = inodes.reference();
        inodes.add(record);
        return reference;
    }

    private static int type(Inode inode) {
        return switch (inode.kind()) {
            case Inode.Kind.Folder folder -> Format.FOLDER;
            case Inode.Kind.Regular regular -> Format.REGULAR;
            case Inode.Kind.Symlink link -> Format.SYMLINK;
            case Inode.Kind.Device device -> device.block() ? Format.BLOCK_DEVICE : Format.CHARACTER_DEVICE;
            case Inode.Kind.Fifo fifo -> Format.FIFO;
        };
    }

    /** Linux's new_encode_dev (include/linux/kdev_t.h). */
    private static int number(Inode.Kind.Device device) {
        return (device.minor() & 0xff) | device.major() << 8 | (device.minor() & ~0xff) << 12;
    }
}
