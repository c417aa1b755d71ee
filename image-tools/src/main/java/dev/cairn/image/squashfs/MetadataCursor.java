package dev.cairn.image.squashfs;

import dev.cairn.image.Region;
import java.io.IOException;

/** Reads a table that is stored in metadata blocks, from a given place on. Belongs to one thread. */
final class MetadataCursor {
    private final Region region;
    private final int compressor;
    private long next;
    private long blockAt;
    private byte[] block;
    private int at;

    /** @param reference start of a block after {@code table} in the upper bits, place inside the block in the lower 16 */
    MetadataCursor(Region region, int compressor, long table, long reference) throws IOException {
        this.region = region;
        this.compressor = compressor;
        this.next = table + (reference >>> 16);
        this.block = load();
        this.at = (int) (reference & 0xffff);
    }

    private byte[] load() throws IOException {
        blockAt = next;
        try {
            int header = LittleEndianRead.u16(region.read(next, 2), 0);
            int size = header & ~Format.METADATA_UNCOMPRESSED;
            if (size == 0 || size > Format.METADATA_BYTES) {
                throw new DamagedException(next, "metadata block of " + size + " bytes");
            }
            byte[] stored = region.read(next + 2, size);
            next += 2L + size;
            return (header & Format.METADATA_UNCOMPRESSED) != 0
                    ? stored
                    : Unpacker.unpack(compressor, stored, Format.METADATA_BYTES);
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedException(blockAt, e);
        }
    }

    /** What was just read cannot be. */
    DamagedException damaged(String reason) {
        return new DamagedException(blockAt, reason);
    }

    byte[] bytes(int count) throws IOException {
        byte[] out = new byte[count];
        int done = 0;
        while (done < count) {
            if (at >= block.length) {
                at -= block.length;
                block = load();
                continue;
            }
            int piece = Math.min(count - done, block.length - at);
            System.arraycopy(block, at, out, done, piece);
            at += piece;
            done += piece;
        }
        return out;
    }

    int u16() throws IOException {
        return LittleEndianRead.u16(bytes(2), 0);
    }

    long u32() throws IOException {
        return LittleEndianRead.u32(bytes(4), 0);
    }

    long u64() throws IOException {
        return LittleEndianRead.u64(bytes(8), 0);
    }
}
