package dev.cairn.app.damage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes as a seed says: as cables, disks and people do, and as those would who look for a weak place. Belongs to one thread. */
public final class Damage {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        127,
        128,
        255,
        512,
        4096,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] TEXTS = {
        "-1",
        "99999999999999999999",
        "1e999999",
        "null",
        "[[[[",
        "{}",
        "..",
        "\0",
        "\"",
        "\\ud800",
        "true",
        "\":\"",
        "",
        ",",
        "é"
    };

    private final Random random;

    public Damage(long seed) {
        this.random = new Random(seed);
    }

    /** A damaged copy; of the same length unless {@code resizable}. */
    public byte[] of(byte[] good, boolean resizable) {
        byte[] bytes = good.clone();
        for (int left = random.nextInt(1, 4); left > 0 && bytes.length > 0; left--) {
            bytes = once(bytes, resizable);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes, boolean resizable) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(resizable ? 8 : 5)) {
            case 0, 1 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 2 -> replaced(bytes, at, number(), true);
            case 3 -> replaced(bytes, at, text(), true);
            case 4 -> replaced(bytes, at, piece(bytes), true);
            case 5 -> Arrays.copyOf(bytes, at);
            case 6 -> replaced(bytes, at, text(), false);
            default -> replaced(bytes, at, piece(bytes), false);
        };
    }

    private byte[] number() {
        ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(order)
                .putLong(NUMBERS[random.nextInt(NUMBERS.length)])
                .array();
        return Arrays.copyOf(all, 1 << random.nextInt(4));
    }

    private byte[] text() {
        return TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private byte[] piece(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(1, 600)));
    }

    /** Laid over what is there, or pushed in between. */
    private static byte[] replaced(byte[] bytes, int at, byte[] piece, boolean over) {
        if (over) {
            System.arraycopy(piece, 0, bytes, at, Math.min(piece.length, bytes.length - at));
            return bytes;
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
        return longer;
    }
}
