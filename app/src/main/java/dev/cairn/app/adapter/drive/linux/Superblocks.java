package dev.cairn.app.adapter.drive.linux;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.cairn.app.domain.drive.picture.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Finds members of arrays, pools and encrypted volumes, and swap areas that are not in use now, by the magic numbers of their on-disk
 * formats: LUKS (section 2.1), LVM2 (label in one of the first four sectors), Linux RAID (superblocks 0.90, 1.0, 1.1, 1.2), ZFS (uberblocks of
 * label 0), bcache, bcachefs, btrfs (superblock, num_devices), APFS (nx_superblock, incompatible features), BitLocker, LDM, Storage Spaces,
 * DRBD 8 (internal meta data), Ceph, VDO, Stratis, Intel and DDF firmware RAID, swap (header in the last bytes of the first page).
 */
final class Superblocks {
    private static final int HEAD = 256 * 1024;
    private static final int TAIL = 128 * 1024;
    private static final byte[] RAID = hex("fc4e2ba9");
    private static final byte[] BCACHE = hex("c68573f64e1a45ca8265f57f48ba6d81");
    private static final byte[] BCACHEFS = hex("c68573f666ce90a9d96a60cf803df7ef");
    private static final long UBERBLOCK = 0x00bab10cL;
    private static final int APFS_FUSION = 0x100;

    private Superblocks() {}

    /** What speaks against writing this device, as far as its bytes tell. */
    static Set<Content> look(Path device, long bytes) {
        try (FileChannel opened = FileChannel.open(device)) {
            Set<Content> found = EnumSet.noneOf(Content.class);
            Window head = Window.read(opened, 0, HEAD);
            encrypted(head, found);
            volumes(head, found);
            groups(head, found);
            swap(head, found);
            found.addAll(PartitionTypes.look(head));
            if (bytes > TAIL) {
                tail(Window.read(opened, tailStart(bytes), TAIL), bytes - tailStart(bytes), found);
            }
            return found;
        } catch (IOException e) {
            return EnumSet.of(Content.UNREADABLE);
        }
    }

    private static long tailStart(long bytes) {
        return Math.max(0, (bytes & -65536) - 65536);
    }

    private static void encrypted(Window head, Set<Content> found) {
        add(found, Content.LUKS, head.has(0, "LUKS\u00ba\u00be"));
        add(found, Content.BITLOCKER, head.has(3, "-FVE-FS-"));
    }

    private static void volumes(Window head, Set<Content> found) {
        for (int sector = 0; sector < 4; sector++) {
            add(found, Content.LVM, head.has(sector * 512, "LABELONE"));
        }
        add(found, Content.LINUX_RAID, head.has(0, RAID) || head.has(4096, RAID));
        add(found, Content.DYNAMIC_DISK, head.has(6 * 512, "PRIVHEAD"));
        add(found, Content.STORAGE_SPACES, head.has(4096, "SPACEDB "));
        add(found, Content.CEPH, head.has(0, "bluestore block device"));
        add(found, Content.VDO, head.has(0, "dmvdo001"));
        add(found, Content.STRATIS, head.has(516, "!Stra0tis\u0086\u00ff\u0002^Arh"));
    }

    private static void groups(Window head, Set<Content> found) {
        add(found, Content.BCACHE, head.has(4096 + 24, BCACHE));
        add(found, Content.BCACHEFS, head.has(4096 + 24, BCACHEFS) && head.byteAt(4096 + 123) > 1);
        add(
                found,
                Content.BTRFS_GROUP,
                head.has(65536 + 64, "_BHRfS_M") && head.longAt(65536 + 136, LITTLE_ENDIAN) > 1);
        boolean apfs = head.has(32, "NXSB");
        add(found, Content.APFS_GROUP, apfs && (head.intAt(64, LITTLE_ENDIAN) & APFS_FUSION) != 0);
        for (int slot = 128 * 1024; slot < HEAD; slot += 1024) {
            boolean uberblock =
                    head.longAt(slot, LITTLE_ENDIAN) == UBERBLOCK || head.longAt(slot, BIG_ENDIAN) == UBERBLOCK;
            add(found, Content.ZFS, uberblock);
        }
    }

    /** The header ends with the page, whose size depends on the machine that made it. */
    private static void swap(Window head, Set<Content> found) {
        for (int page : List.of(4096, 8192, 16384, 65536)) {
            int at = page - 10;
            add(found, Content.SWAP_AREA, head.has(at, "SWAPSPACE2") || head.has(at, "SWAP-SPACE"));
            boolean suspended = head.has(at, "S1SUSPEND") || head.has(at, "S2SUSPEND") || head.has(at, "ULSUSPEND");
            add(found, Content.SUSPENDED, suspended || head.has(at, "LINHIB0001"));
        }
    }

    /** {@code end} is where the device ends in the window. */
    private static void tail(Window tail, long end, Set<Content> found) {
        int last = (int) end;
        boolean old = tail.intAt(0, LITTLE_ENDIAN) == 0xa92b4efc || tail.intAt(0, BIG_ENDIAN) == 0xa92b4efc;
        int atEnd = (last - 8192) & -4096;
        add(found, Content.LINUX_RAID, old || tail.has(atEnd, RAID));
        boolean intel = tail.has(last - 1024, "Intel Raid ISM Cfg Sig. ");
        add(found, Content.FIRMWARE_RAID, intel || tail.has(last - 512, hex("de11de11")));
        int drbd = tail.intAt(((last & -4096) - 4096) + 60, BIG_ENDIAN);
        add(found, Content.DRBD, drbd >= 0x8374026b && drbd <= 0x8374026d);
    }

    private static void add(Set<Content> found, Content content, boolean there) {
        if (there) {
            found.add(content);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
