package dev.cairn.image.lzma;

/** Reads bits from one chunk. One thread. */
final class BitReader implements Bits {
    private static final int FIRST_BYTES = 5;

    private final byte[] in;
    private final int end;
    private int at;
    private int range = -1;
    private int code;

    /** Throws where the chunk is too short to hold any bit. */
    BitReader(byte[] in, int from, int end) throws UnknownXzException {
        this.in = in;
        this.end = end;
        this.at = from + 1;
        if (end - from < FIRST_BYTES || in[from] != 0) {
            throw new UnknownXzException("a chunk does not begin as range coders do");
        }
        for (int i = 1; i < FIRST_BYTES; i++) {
            code = code << 8 | next();
        }
    }

    /** Whether every byte was used, and none that is not there; a coder ends on its lower bound, so that nothing is left over either. */
    boolean atEnd() {
        return at == end && code == 0;
    }

    private int next() {
        // Reading past the end is found out by atEnd.
        return at < end ? in[at++] & 0xff : at++ & 0;
    }

    private void refill() {
        if (Integer.compareUnsigned(range, LEAST_RANGE) < 0) {
            range <<= 8;
            code = code << 8 | next();
        }
    }

    @Override
    public int bit(short[] probabilities, int index, int bit) {
        int probability = probabilities[index];
        int bound = (range >>> PROBABILITY_BITS) * probability;
        int found = Integer.compareUnsigned(code, bound) < 0 ? 0 : 1;
        if (found == 0) {
            range = bound;
        } else {
            range -= bound;
            code -= bound;
        }
        probabilities[index] = Bits.adapted(probability, found);
        refill();
        return found;
    }

    @Override
    public int direct(int count, int value) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            range >>>= 1;
            int one = Integer.compareUnsigned(code, range) < 0 ? 0 : 1;
            code -= range * one;
            found = found << 1 | one;
            refill();
        }
        return found;
    }
}
