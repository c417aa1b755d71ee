package dev.cairn.image.gpt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Turns a partition table into the sectors at the start and at the end of a disk (UEFI specification 2.10, sections 5.2.3, 5.3.2 and 5.3.3).
 * Stateless.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is a whole array of our own
public final class GptWriter {
    private GptWriter() {}

    /** Protective MBR, header and entries: the first 34 sectors of a disk of {@code diskBytes}. */
    public static byte[] primary(PartitionTable table, long diskBytes) {
        long sectors = diskBytes / PartitionTable.SECTOR;
        ByteBuffer entries = entries(table);
        ByteBuffer out = GptLayout.buffer(PartitionTable.PRIMARY_SECTORS * PartitionTable.SECTOR);
        protectiveMbr(out, sectors);
        out.position(PartitionTable.SECTOR).put(header(table, entries, sectors, 1, sectors - 1, 2));
        out.position(2 * PartitionTable.SECTOR).put(entries);
        return out.array();
    }

    /** Entries and header: the last 33 sectors of a disk of {@code diskBytes}. */
    public static byte[] backup(PartitionTable table, long diskBytes) {
        long sectors = diskBytes / PartitionTable.SECTOR;
        ByteBuffer entries = entries(table);
        ByteBuffer out = GptLayout.buffer(PartitionTable.BACKUP_SECTORS * PartitionTable.SECTOR);
        long entriesAt = sectors - PartitionTable.BACKUP_SECTORS;
        ByteBuffer header = header(table, entries, sectors, sectors - 1, 1, entriesAt);
        out.put(entries).put(header);
        return out.array();
    }

    private static ByteBuffer header(
            PartitionTable table, ByteBuffer entries, long sectors, long here, long other, long entriesAt) {
        ByteBuffer header = GptLayout.buffer(GptLayout.HEADER_BYTES);
        header.putLong(GptLayout.SIGNATURE).putInt(GptLayout.REVISION).putInt(GptLayout.HEADER_BYTES);
        header.putInt(0).putInt(0).putLong(here).putLong(other);
        header.putLong(PartitionTable.PRIMARY_SECTORS).putLong(sectors - PartitionTable.PRIMARY_SECTORS);
        GptLayout.putGuid(header, table.diskGuid());
        header.putLong(entriesAt).putInt(GptLayout.ENTRIES).putInt(GptLayout.ENTRY_BYTES);
        header.putInt(crc(entries.array()));
        header.putInt(16, crc(header.array()));
        return header.flip();
    }

    private static ByteBuffer entries(PartitionTable table) {
        ByteBuffer entries = GptLayout.buffer(GptLayout.ENTRIES * GptLayout.ENTRY_BYTES);
        for (Partition partition : table.partitions()) {
            if (partition.label().length() > GptLayout.NAME_CHARS) {
                throw new IllegalArgumentException("label too long: " + partition.label());
            }
            entries.position((partition.number() - 1) * GptLayout.ENTRY_BYTES);
            GptLayout.putGuid(entries, partition.type().guid());
            GptLayout.putGuid(entries, partition.guid());
            entries.putLong(partition.offset() / PartitionTable.SECTOR);
            entries.putLong((partition.offset() + partition.length()) / PartitionTable.SECTOR - 1);
            entries.putLong(0).put(partition.label().getBytes(StandardCharsets.UTF_16LE));
        }
        return entries.clear();
    }

    /** UEFI specification 2.10, section 5.2.3. */
    private static void protectiveMbr(ByteBuffer out, long sectors) {
        out.position(446);
        out.put(new byte[] {0, 0, 2, 0, (byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        out.putInt(1).putInt((int) Math.min(sectors - 1, 0xffffffffL));
        out.position(510).put((byte) 0x55).put((byte) 0xaa);
    }

    static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
