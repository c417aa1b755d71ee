package dev.cairn.image.gpt;

import dev.cairn.image.ImageProblem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Fits a partition table to a disk of another size: the backup goes to the disk's real end, and the primary header, the protective MBR and
 * all checksums follow (UEFI specification 2.10, sections 5.2.3 and 5.3). Partitions and GUIDs stay as they are. Stateless.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is a whole array of our own
public final class GptRelocation {
    private static final int ENTRIES_BYTES = GptLayout.ENTRIES * GptLayout.ENTRY_BYTES;
    private static final int MBR_SECTORS_AT = 446 + 12;

    private GptRelocation() {}

    /**
     * @param protectiveMbr the first two sectors: protective MBR and primary header
     * @param backup the last 33 sectors: entries and backup header
     */
    public record Tables(byte[] protectiveMbr, byte[] backup) {}

    /**
     * Derives both tables from the {@link PartitionTable#PRIMARY_SECTORS} first sectors of a disk that is not larger than {@code diskBytes}.
     * Bytes past the last whole sector of the disk are left alone.
     */
    public static Tables fit(byte[] primary, long diskBytes, String element) {
        long sectors = diskBytes / PartitionTable.SECTOR;
        ByteBuffer header = GptLayout.buffer(GptLayout.HEADER_BYTES);
        header.put(primary, PartitionTable.SECTOR, GptLayout.HEADER_BYTES);
        byte[] entries =
                Arrays.copyOfRange(primary, 2 * PartitionTable.SECTOR, 2 * PartitionTable.SECTOR + ENTRIES_BYTES);
        check(header, entries, sectors, element);
        byte[] start = Arrays.copyOf(primary, 2 * PartitionTable.SECTOR);
        ByteBuffer mbr = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        mbr.putInt(MBR_SECTORS_AT, (int) Math.min(sectors - 1, 0xffffffffL));
        mbr.put(PartitionTable.SECTOR, header(header, 1, sectors - 1, 2, sectors));
        ByteBuffer backup = GptLayout.buffer(PartitionTable.BACKUP_SECTORS * PartitionTable.SECTOR);
        backup.put(entries);
        backup.put(header(header, sectors - 1, 1, sectors - PartitionTable.BACKUP_SECTORS, sectors));
        return new Tables(start, backup.array());
    }

    private static void check(ByteBuffer header, byte[] entries, long sectors, String element) {
        if (header.getLong(0) != GptLayout.SIGNATURE) {
            throw GptReader.problem(ImageProblem.NOT_AN_IMAGE, element, 1, "no partition table");
        }
        boolean ours = header.getInt(12) == GptLayout.HEADER_BYTES
                && header.getLong(72) == 2
                && header.getInt(80) == GptLayout.ENTRIES
                && header.getInt(84) == GptLayout.ENTRY_BYTES
                && header.getInt(88) == GptWriter.crc(entries)
                && header.getLong(48) <= sectors - PartitionTable.PRIMARY_SECTORS;
        int found = header.getInt(16);
        byte[] summed = header.array().clone();
        Arrays.fill(summed, 16, 20, (byte) 0);
        if (!ours || found != GptWriter.crc(summed)) {
            throw GptReader.problem(
                    ImageProblem.GPT_CORRUPT, element, 1, "sector 1: header or entries do not fit together");
        }
    }

    private static byte[] header(ByteBuffer from, long here, long other, long entriesAt, long sectors) {
        ByteBuffer header = GptLayout.buffer(GptLayout.HEADER_BYTES).put(from.array());
        header.putInt(16, 0).putLong(24, here).putLong(32, other);
        header.putLong(48, sectors - PartitionTable.PRIMARY_SECTORS).putLong(72, entriesAt);
        header.putInt(16, GptWriter.crc(header.array()));
        return header.array();
    }
}
