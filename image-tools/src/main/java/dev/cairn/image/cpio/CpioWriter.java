package dev.cairn.image.cpio;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.layer.Attributes;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.RawName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes one plain segment of an initrd in the form "newc" (Linux Documentation/driver-api/early-userspace/buffer-format.rst, grammar of
 * "cpio_archive"), deterministically: entries as they were added, inode numbers counted, no device and no time of its own, no hard links. Add
 * entries, folders before what is in them, then take the segment; one thread.
 */
public final class CpioWriter {
    /** What GNU cpio ends its archives at; the kernel wants multiples of four. */
    private static final int END_BYTES = 512;

    private static final long MAX_NUMBER = 0xffffffffL;
    private static final Content NOTHING = new Content.InMemory(new byte[0]);

    private final List<Content> pieces = new ArrayList<>();
    private long bytes;
    private long inodes;

    /**
     * Adds an entry; what the form has no room for (extended attributes, 4 GiB and more, names of more than 4095 bytes) is refused with
     * {@link ImageProblem#INITRD_LIMIT}.
     *
     * @param name raw (see {@link RawName}), from the root and without a slash at its beginning
     */
    public CpioWriter add(String name, Attributes attributes, Inode.Kind kind) {
        switch (kind) {
            case Inode.Kind.Folder folder -> add(name, attributes, CpioEntry.FOLDER, NOTHING, 0, 0);
            case Inode.Kind.Regular regular -> add(name, attributes, CpioEntry.REGULAR, regular.content(), 0, 0);
            case Inode.Kind.Symlink link -> {
                byte[] target = RawName.toBytes(link.target());
                add(name, attributes, CpioEntry.SYMLINK, new Content.InMemory(target), 0, 0);
            }
            case Inode.Kind.Device device -> {
                int type = device.block() ? CpioEntry.BLOCK_DEVICE : CpioEntry.CHARACTER_DEVICE;
                add(name, attributes, type, NOTHING, device.major(), device.minor());
            }
            case Inode.Kind.Fifo fifo -> add(name, attributes, CpioEntry.FIFO, NOTHING, 0, 0);
        }
        return this;
    }

    /** The whole segment with its end mark; contents are read when it is. */
    public Content segment(String origin) {
        List<Content> whole = new ArrayList<>(pieces);
        Content end = new Content.InMemory(head(new CpioEntry(CpioHeader.END, 0, 0, 0, 0, 1, 0, 0, 0, 0)));
        whole.add(end);
        long used = bytes + end.size();
        whole.add(zeros(Math.ceilDiv(used, END_BYTES) * END_BYTES - used));
        return JoinedContent.of(origin, whole);
    }

    private void add(String name, Attributes attributes, int type, Content content, int major, int minor) {
        check(name, attributes, content);
        CpioEntry entry = new CpioEntry(
                name,
                ++inodes,
                type | attributes.mode(),
                attributes.uid() & MAX_NUMBER,
                attributes.gid() & MAX_NUMBER,
                type == CpioEntry.FOLDER ? 2 : 1,
                Math.clamp(attributes.mtime(), 0, MAX_NUMBER),
                content.size(),
                major,
                minor);
        for (Content piece :
                List.of(new Content.InMemory(head(entry)), content, zeros(CpioHeader.padding(content.size())))) {
            pieces.add(piece);
            bytes += piece.size();
        }
    }

    private static void check(String name, Attributes attributes, Content content) {
        if (name.length() >= CpioHeader.MAX_NAME_BYTES) {
            throw limit(name, "its name has " + name.length() + " bytes, and there is room for 4095");
        }
        if (content.size() > MAX_NUMBER) {
            throw limit(name, "it has " + content.size() + " bytes, and there is room for " + MAX_NUMBER);
        }
        if (!attributes.xattrs().isEmpty()) {
            throw limit(name, "it has extended attributes, for which there is no room");
        }
    }

    private static ImageException limit(String name, String reason) {
        return new ImageException(ImageProblem.INITRD_LIMIT, "initrd", RawName.toText(name), Map.of("reason", reason));
    }

    /** Header, name and what fills them up. */
    private static byte[] head(CpioEntry entry) {
        byte[] name = RawName.toBytes(entry.name());
        int used = CpioHeader.BYTES + name.length + 1;
        byte[] head = Arrays.copyOf(CpioHeader.of(entry, name.length + 1), used + CpioHeader.padding(used));
        System.arraycopy(name, 0, head, CpioHeader.BYTES, name.length);
        return head;
    }

    private static Content zeros(long count) {
        return new Content.InMemory(new byte[(int) count]);
    }
}
