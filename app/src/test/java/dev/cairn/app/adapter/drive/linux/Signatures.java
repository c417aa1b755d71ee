package dev.cairn.app.adapter.drive.linux;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes sparse files that carry the marks of on-disk formats, from the formats' documents and not from the code under test. */
final class Signatures {
    /** What blkid calls them, and so udev's ID_FS_TYPE. */
    private static final Map<String, String> UDEV = Map.ofEntries(
            Map.entry("luks", "crypto_LUKS"),
            Map.entry("bitlocker", "BitLocker"),
            Map.entry("lvm", "LVM2_member"),
            Map.entry("md", "linux_raid_member"),
            Map.entry("zfs", "zfs_member"),
            Map.entry("bcache", "bcache"),
            Map.entry("btrfs", "btrfs"),
            Map.entry("btrfs-group", "btrfs"),
            Map.entry("drbd", "drbd"),
            Map.entry("swap", "swap"),
            Map.entry("suspended", "swsuspend"),
            Map.entry("isw", "isw_raid_member"),
            Map.entry("mpath", "mpath_member"),
            Map.entry("apfs", "apfs"),
            Map.entry("apfs-fusion", "apfs"),
            Map.entry("ceph", "ceph_bluestore"),
            Map.entry("vfat", "vfat"),
            Map.entry("ext4", "ext4"),
            Map.entry("ntfs", "ntfs"),
            Map.entry("iso9660", "iso9660"));

    private Signatures() {}

    static String udevType(String contents) {
        return List.of(contents.split("\\+")).stream()
                .map(content -> UDEV.getOrDefault(content, ""))
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Makes a file of that size; {@code contents} are joined by +, and may be empty. */
    static void write(Path file, String contents, long bytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(bytes);
            for (String content : contents.split("\\+")) {
                one(out, content, bytes);
            }
        }
    }

    private static void one(RandomAccessFile out, String content, long bytes) throws IOException {
        switch (content) {
            case "luks" -> at(out, 0, "LUKS\u00ba\u00be\0\2");
            case "bitlocker" -> at(out, 0, "\u00eb\130\220-FVE-FS-");
            case "lvm" -> at(out, 512, "LABELONE\1\0\0\0\0\0\0\0\0\0\0\0\40\0\0\0LVM2 001");
            case "md" -> at(out, 4096, hex("fc4e2ba901000000"));
            case "md-at-end" -> at(out, (bytes - 8192) & -4096, hex("fc4e2ba901000000"));
            case "md-old" -> at(out, (bytes & -65536) - 65536, hex("fc4e2ba900000000"));
            case "isw" -> at(out, bytes - 1024, "Intel Raid ISM Cfg Sig. 1.1.00");
            case "ddf" -> at(out, bytes - 512, hex("de11de11"));
            case "drbd" -> at(out, (bytes & -4096) - 4096 + 60, hex("8374026b"));
            case "zfs" -> {
                for (int slot = 4; slot < 12; slot++) {
                    at(out, 128 * 1024 + slot * 1024, number(8, 0x00bab10cL, LITTLE_ENDIAN));
                }
            }
            case "zfs-big-endian" -> at(out, 128 * 1024 + 9 * 1024, number(8, 0x00bab10cL, BIG_ENDIAN));
            case "bcache" -> at(out, 4096 + 24, hex("c68573f64e1a45ca8265f57f48ba6d81"));
            case "bcachefs-group" -> {
                at(out, 4096 + 24, hex("c68573f666ce90a9d96a60cf803df7ef"));
                at(out, 4096 + 123, hex("02"));
            }
            case "btrfs" -> btrfs(out, 1);
            case "btrfs-group" -> btrfs(out, 2);
            case "apfs" -> at(out, 32, "NXSB");
            case "apfs-fusion" -> {
                at(out, 32, "NXSB");
                at(out, 64, hex("0201000000000000"));
            }
            case "ldm" -> at(out, 3072, "PRIVHEAD");
            case "spaces" -> at(out, 4096, "SPACEDB ");
            case "ceph" -> at(out, 0, "bluestore block device\n");
            case "vdo" -> at(out, 0, "dmvdo001");
            case "stratis" -> at(out, 516, "!Stra0tis\u0086\u00ff\2^Arh");
            case "swap" -> swap(out, "SWAPSPACE2", 4096);
            case "swap-64k" -> swap(out, "SWAPSPACE2", 65536);
            case "suspended" -> swap(out, "S1SUSPEND\0", 4096);
            case "vfat", "ext4", "ntfs", "iso9660", "mpath", "" -> {}
            default -> throw new IllegalArgumentException(content);
        }
    }

    private static void swap(RandomAccessFile out, String magic, int page) throws IOException {
        at(out, 1024, number(4, 1, LITTLE_ENDIAN));
        at(out, 1028, number(4, 1000, LITTLE_ENDIAN));
        at(out, page - 10, magic);
    }

    private static void btrfs(RandomAccessFile out, int devices) throws IOException {
        at(out, 65536 + 64, "_BHRfS_M");
        at(out, 65536 + 136, number(8, devices, LITTLE_ENDIAN));
    }

    private static byte[] number(int width, long value, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(order).putLong(0, value);
        byte[] found = new byte[width];
        bytes.get(order == LITTLE_ENDIAN ? 0 : 8 - width, found);
        return found;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static void at(RandomAccessFile out, long offset, String text) throws IOException {
        at(out, offset, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void at(RandomAccessFile out, long offset, byte[] bytes) throws IOException {
        out.seek(offset);
        out.write(bytes);
    }
}
