package dev.cairn.image.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Field positions and GUID byte order (UEFI specification 2.10, sections 5.3.2, 5.3.3 and appendix A). */
final class GptLayout {
    static final long SIGNATURE = 0x5452415020494645L;
    static final int REVISION = 0x00010000;
    static final int HEADER_BYTES = 92;
    static final int ENTRY_BYTES = 128;
    static final int ENTRIES = 128;
    static final int NAME_CHARS = 36;

    private GptLayout() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void putGuid(ByteBuffer out, UUID guid) {
        long high = guid.getMostSignificantBits();
        out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        out.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
    }

    static UUID getGuid(ByteBuffer in, int at) {
        long high = (in.getInt(at) & 0xffffffffL) << 32
                | (in.getShort(at + 4) & 0xffffL) << 16
                | (in.getShort(at + 6) & 0xffffL);
        return new UUID(high, Long.reverseBytes(in.getLong(at + 8)));
    }
}
