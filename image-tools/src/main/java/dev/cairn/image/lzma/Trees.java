package dev.cairn.image.lzma;

/** Numbers of a few bits, each bit's probability depending on those before it. Stateless. */
final class Trees {
    private Trees() {}

    static int code(Bits bits, short[] probabilities, int from, int count, int value) {
        int node = 1;
        for (int i = count - 1; i >= 0; i--) {
            node = node << 1 | bits.bit(probabilities, from + node, value >> i & 1);
        }
        return node - (1 << count);
    }

    /** The lowest bit first. */
    static int reverse(Bits bits, short[] probabilities, int from, int count, int value) {
        int node = 1;
        int found = 0;
        for (int i = 0; i < count; i++) {
            int bit = bits.bit(probabilities, from + node, value >> i & 1);
            node = node << 1 | bit;
            found |= bit << i;
        }
        return found;
    }
}
