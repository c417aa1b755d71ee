package dev.cairn.image.lzma;

/**
 * The range coder of LZMA (lzma-specification.txt of the LZMA SDK, "Range decoder"), in either direction: a reader answers the bit that
 * stands in the file and ignores the one that it is given, a writer writes the one that it is given and answers it. One thread.
 */
sealed interface Bits permits BitReader, BitWriter {
    /** A probability of one half, of which there are 2^11. */
    short EVEN = 1 << 10;

    int PROBABILITY_BITS = 11;
    int ADAPTATION = 5;
    /** Below this the range has too few bits left. */
    int LEAST_RANGE = 1 << 24;

    /** One bit whose probability is learned. */
    int bit(short[] probabilities, int index, int bit);

    /** {@code count} bits of equal probability. */
    int direct(int count, int value);

    /** The probability of 0 after a bit was seen. */
    static short adapted(int probability, int bit) {
        return (short)
                (bit == 0
                        ? probability + ((1 << PROBABILITY_BITS) - probability >>> ADAPTATION)
                        : probability - (probability >>> ADAPTATION));
    }
}
