package dev.cairn.image.lzma;

import java.io.ByteArrayOutputStream;

/** Writes the bits of one chunk. One thread. */
final class BitWriter implements Bits {
    private static final int LAST_BYTES = 5;
    private static final long CARRY_FROM = 0xff00_0000L;
    private static final long LOW = 0xffff_ffffL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private long low;
    private int range = -1;
    private int held;
    private int heldCount = 1;

    @Override
    public int bit(short[] probabilities, int index, int bit) {
        int probability = probabilities[index];
        int bound = (range >>> PROBABILITY_BITS) * probability;
        if (bit == 0) {
            range = bound;
        } else {
            low += Integer.toUnsignedLong(bound);
            range -= bound;
        }
        probabilities[index] = Bits.adapted(probability, bit);
        shift();
        return bit;
    }

    @Override
    public int direct(int count, int value) {
        for (int i = count - 1; i >= 0; i--) {
            range >>>= 1;
            if ((value >>> i & 1) == 1) {
                low += Integer.toUnsignedLong(range);
            }
            shift();
        }
        return value;
    }

    private void shift() {
        if (Integer.compareUnsigned(range, LEAST_RANGE) < 0) {
            range <<= 8;
            shiftLow();
        }
    }

    /** A byte is held back, and all 0xff behind it, until it is known whether a carry reaches it. */
    private void shiftLow() {
        if (low < CARRY_FROM || low > LOW) {
            int carry = (int) (low >>> 32);
            int next = held;
            for (; heldCount > 0; heldCount--) {
                out.write(next + carry);
                next = 0xff;
            }
            held = (int) (low >>> 24) & 0xff;
        }
        heldCount++;
        low = (low & LEAST_RANGE - 1) << 8;
    }

    /** All bytes; no bit may follow. */
    byte[] finish() {
        for (int i = 0; i < LAST_BYTES; i++) {
            shiftLow();
        }
        return out.toByteArray();
    }
}
