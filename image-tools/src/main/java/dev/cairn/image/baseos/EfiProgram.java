package dev.cairn.image.baseos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells whether a file is a program that UEFI firmware can start: systemd-boot hangs for good on a kernel that is not. Stateless.
 *
 * <p>Source: Microsoft PE/COFF specification, sections "MS-DOS Stub", "COFF File Header" and "Optional Header Windows-Specific
 * Fields"; UEFI specification 2.10, section 2.1.1.
 */
public final class EfiProgram {
    /** How many bytes of a file {@link #isOne} wants to see, where there are so many. */
    public static final int HEAD_BYTES = 4096;

    private static final short MZ = 0x5a4d;
    private static final int PE_OFFSET_AT = 0x3c;
    private static final int PE_SIGNATURE = 0x00004550;
    private static final int OPTIONAL_HEADER_AT = 24;
    private static final short PE32_PLUS = 0x20b;
    private static final int SUBSYSTEM_AT = OPTIONAL_HEADER_AT + 68;
    private static final short EFI_APPLICATION = 10;

    private EfiProgram() {}

    /** {@code head} is the beginning of the file, at least {@link #HEAD_BYTES} of it or all. */
    public static boolean isOne(byte[] head) {
        ByteBuffer file = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length < PE_OFFSET_AT + 4 || file.getShort(0) != MZ) {
            return false;
        }
        int header = file.getInt(PE_OFFSET_AT);
        if (header < 0 || header > head.length - SUBSYSTEM_AT - 2 || file.getInt(header) != PE_SIGNATURE) {
            return false;
        }
        return file.getShort(header + OPTIONAL_HEADER_AT) == PE32_PLUS
                && file.getShort(header + SUBSYSTEM_AT) == EFI_APPLICATION;
    }
}
