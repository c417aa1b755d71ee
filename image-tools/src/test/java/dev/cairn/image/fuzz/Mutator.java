package dev.cairn.image.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes as cables, disks and people do, and as those would who look for a weak place. Belongs to one thread. */
final class Mutator {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        511,
        512,
        4095,
        4096,
        32767,
        32768,
        65535,
        65536,
        1 << 20,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] TEXTS = {
        "77777777777",
        "00000000000",
        "-1",
        "99999999999999999999",
        "1e999999",
        "null",
        "[[[[",
        "{}",
        "..",
        "../..",
        "/",
        "\0",
        "\"",
        "\\ud800",
        "true",
        "1024",
        "sha256:"
    };

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** A damaged copy; of the same length unless {@code resizable}. */
    byte[] mutate(byte[] good, boolean resizable) {
        byte[] bytes = good.clone();
        for (int left = random.nextInt(1, 5); left > 0 && bytes.length > 0; left--) {
            bytes = once(bytes, resizable);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes, boolean resizable) {
        int at = place(bytes.length);
        return switch (random.nextInt(resizable ? 11 : 8)) {
            case 0, 1, 2 -> flipped(bytes, at);
            case 3 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 4, 5 -> number(bytes, at);
            case 6 -> overlaid(bytes, at, TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.ISO_8859_1));
            case 7 -> overlaid(bytes, at, piece(bytes));
            case 8 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 9 -> spliced(bytes, at, Math.min(bytes.length, at + piece(bytes).length), new byte[0]);
            default -> spliced(bytes, at, at, piece(bytes));
        };
    }

    /** Headers, superblocks and tables stand at the ends. */
    private int place(int length) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(Math.min(length, 1024));
            case 1 -> length - 1 - random.nextInt(Math.min(length, 4096));
            default -> random.nextInt(length);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private byte[] number(byte[] bytes, int at) {
        ByteBuffer number =
                ByteBuffer.allocate(8).order(random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        number.putLong(0, NUMBERS[random.nextInt(NUMBERS.length)]);
        return overlaid(bytes, at, Arrays.copyOf(number.array(), 1 << random.nextInt(4)));
    }

    private byte[] piece(byte[] bytes) {
        int unit = random.nextBoolean() ? 512 : 1;
        int from = random.nextInt(bytes.length) / unit * unit;
        int length = Math.min(bytes.length - from, unit * random.nextInt(1, unit == 1 ? 64 : 8));
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    private static byte[] overlaid(byte[] bytes, int at, byte[] piece) {
        System.arraycopy(piece, 0, bytes, at, Math.min(piece.length, bytes.length - at));
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
        byte[] out = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(piece, 0, out, from, piece.length);
        System.arraycopy(bytes, to, out, from + piece.length, bytes.length - to);
        return out;
    }
}
