package dev.cairn.image.lzma;

/** Lengths of copies, 2 to 273. Stateless. */
final class Lengths {
    static final int PROBABILITIES = 2 + 2 * (16 << 3) + 256;
    static final int LEAST = 2;

    private static final int MIDDLE = LEAST + 8;
    private static final int HIGH = MIDDLE + 8;
    private static final int LOW_TREES = 2;
    private static final int MIDDLE_TREES = LOW_TREES + (16 << 3);
    private static final int HIGH_TREE = MIDDLE_TREES + (16 << 3);

    private Lengths() {}

    static int code(Bits bits, short[] probabilities, int from, int position, int length) {
        if (bits.bit(probabilities, from, length < MIDDLE ? 0 : 1) == 0) {
            return LEAST + Trees.code(bits, probabilities, from + LOW_TREES + (position << 3), 3, length - LEAST);
        }
        if (bits.bit(probabilities, from + 1, length < HIGH ? 0 : 1) == 0) {
            return MIDDLE + Trees.code(bits, probabilities, from + MIDDLE_TREES + (position << 3), 3, length - MIDDLE);
        }
        return HIGH + Trees.code(bits, probabilities, from + HIGH_TREE, 8, length - HIGH);
    }
}
