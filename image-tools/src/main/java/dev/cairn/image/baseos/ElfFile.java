package dev.cairn.image.baseos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the headers of an executable tell (System V ABI, chapter 4, "ELF Header", and chapter 5, "Program Header").
 *
 * @param architecture {@code x86-64}, {@code aarch64}, {@code x86}, {@code arm}, {@code riscv64} or {@code unknown}
 * @param leastBytes so long has the file to be to hold all that is loaded from it; 0 where its headers do not say so
 */
public record ElfFile(String architecture, long leastBytes) {
    /** The headers of all but odd executables stand in so many first bytes. */
    public static final int HEAD_BYTES = 4096;

    private static final int MAGIC = 0x464c457f;
    private static final int LEAST_HEAD = 20;
    private static final int HEADER_BYTES = 64;
    private static final int SEGMENT_BYTES = 56;
    private static final int CLASS_64 = 2;

    /** What a file says of itself; nothing when it is no ELF file. */
    public static Optional<ElfFile> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(HEAD_BYTES));
        }
    }

    /**
     * The same.
     *
     * @param first bytes of the file; 20 are enough to tell the architecture
     */
    public static Optional<ElfFile> of(byte[] first) {
        ByteBuffer head = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        if (first.length < LEAST_HEAD || head.getInt(0) != MAGIC) {
            return Optional.empty();
        }
        String architecture = switch (head.getShort(18)) {
            case 3 -> "x86";
            case 40 -> "arm";
            case 62 -> "x86-64";
            case 183 -> "aarch64";
            case 243 -> "riscv64";
            default -> "unknown";
        };
        return Optional.of(new ElfFile(architecture, head.get(4) == CLASS_64 ? loadedEnd(head) : 0));
    }

    private static long loadedEnd(ByteBuffer head) {
        if (head.limit() < HEADER_BYTES) {
            return HEADER_BYTES;
        }
        long at = head.getLong(32);
        int size = head.getShort(54) & 0xffff;
        int count = head.getShort(56) & 0xffff;
        if (size < SEGMENT_BYTES || at < HEADER_BYTES || at > head.limit() - (long) size * count) {
            return HEADER_BYTES;
        }
        long end = HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            int segment = (int) at + i * size;
            long from = head.getLong(segment + 8);
            long bytes = head.getLong(segment + 32);
            if (from >= 0 && bytes >= 0 && from + bytes >= 0) {
                end = Math.max(end, from + bytes);
            }
        }
        return end;
    }
}
