package dev.cairn.image.gpt;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads a partition table and holds it to its checksums; the backup stands in when the primary is damaged (UEFI specification 2.10, sections 5.3.2
 * and 5.3.3). Stateless.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is a whole array of our own
public final class GptReader {
    private static final int MAX_ENTRIES = 1024;
    private static final int MAX_ENTRY_BYTES = 1024;

    private GptReader() {}

    public static PartitionTable read(Region disk, String element) {
        try {
            long sectors = disk.length() / PartitionTable.SECTOR;
            if (sectors < PartitionTable.PRIMARY_SECTORS + PartitionTable.BACKUP_SECTORS) {
                throw problem(ImageProblem.NOT_AN_IMAGE, element, sectors, "too small for a partition table");
            }
            boolean primary = signed(disk, 1);
            boolean backup = signed(disk, sectors - 1);
            if (!primary && !backup) {
                throw problem(ImageProblem.NOT_AN_IMAGE, element, 1, "no partition table");
            }
            if (!primary) {
                return table(disk, sectors - 1, element);
            }
            try {
                return table(disk, 1, element);
            } catch (ImageException damaged) {
                if (!backup) {
                    throw damaged;
                }
                return table(disk, sectors - 1, element);
            }
        } catch (IOException e) {
            throw ImageException.io("gpt", element, e);
        }
    }

    private static boolean signed(Region disk, long sector) throws IOException {
        return little(disk.read(sector * PartitionTable.SECTOR, 8)).getLong(0) == GptLayout.SIGNATURE;
    }

    private static PartitionTable table(Region disk, long sector, String element) throws IOException {
        ByteBuffer header = little(disk.read(sector * PartitionTable.SECTOR, PartitionTable.SECTOR));
        int headerBytes = header.getInt(12);
        if (headerBytes < GptLayout.HEADER_BYTES || headerBytes > PartitionTable.SECTOR) {
            throw corrupt(element, sector, "header of " + headerBytes + " bytes");
        }
        byte[] checked = java.util.Arrays.copyOf(header.array(), headerBytes);
        little(checked).putInt(16, 0);
        if (GptWriter.crc(checked) != header.getInt(16)) {
            throw corrupt(element, sector, "header checksum does not match");
        }
        int count = header.getInt(80);
        int entryBytes = header.getInt(84);
        long entriesAt = header.getLong(72);
        long sectors = disk.length() / PartitionTable.SECTOR;
        boolean sane = count >= 1
                && count <= MAX_ENTRIES
                && entryBytes >= GptLayout.ENTRY_BYTES
                && entryBytes <= MAX_ENTRY_BYTES
                && entriesAt >= 2
                && entriesAt < sectors - Math.ceilDiv(count * entryBytes, PartitionTable.SECTOR);
        if (!sane) {
            throw corrupt(element, sector, "entries lie outside of the disk");
        }
        byte[] entries = disk.read(entriesAt * PartitionTable.SECTOR, count * entryBytes);
        if (GptWriter.crc(entries) != header.getInt(88)) {
            throw corrupt(element, sector, "checksum of the entries does not match");
        }
        return new PartitionTable(
                GptLayout.getGuid(header, 56),
                partitions(little(entries), count, entryBytes, sectors, entriesAt, element));
    }

    private static List<Partition> partitions(
            ByteBuffer entries, int count, int entryBytes, long sectors, long entriesAt, String element) {
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * entryBytes;
            UUID type = GptLayout.getGuid(entries, at);
            if (type.equals(PartitionType.OTHER.guid())) {
                continue;
            }
            long first = entries.getLong(at + 32);
            long last = entries.getLong(at + 40);
            if (first < 2 || last < first || last >= sectors) {
                throw corrupt(element, entriesAt, "partition " + (i + 1) + " lies outside of the disk");
            }
            partitions.add(new Partition(
                    i + 1,
                    label(entries, at + 56),
                    PartitionType.of(type),
                    GptLayout.getGuid(entries, at + 16),
                    first * PartitionTable.SECTOR,
                    (last - first + 1) * PartitionTable.SECTOR));
        }
        return partitions;
    }

    private static String label(ByteBuffer entries, int at) {
        String name = new String(entries.array(), at, GptLayout.NAME_CHARS * 2, StandardCharsets.UTF_16LE);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ImageException corrupt(String element, long sector, String reason) {
        return problem(ImageProblem.GPT_CORRUPT, element, sector, "sector " + sector + ": " + reason);
    }

    static ImageException problem(ImageProblem problem, String element, long sector, String reason) {
        String offset = Long.toString(sector * PartitionTable.SECTOR);
        return new ImageException(problem, "gpt", element, Map.of("reason", reason, "offset", offset));
    }
}
