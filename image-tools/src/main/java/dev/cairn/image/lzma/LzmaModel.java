package dev.cairn.image.lzma;

import java.util.Arrays;

/**
 * The state of an LZMA coder (lzma-specification.txt of the LZMA SDK, "LZMA decoding"). One walk serves both directions: {@link #step} reads a
 * decision from a {@link BitReader}, or writes one to a {@link BitWriter}. One thread.
 */
final class LzmaModel {
    private static final int STATES = 12;
    private static final int MAX_POSITION_BITS = 4;
    private static final int FIRST_STATE_AFTER_COPY = 7;
    private static final int LITERAL_PROBABILITIES = 0x300;

    // Where the probabilities of each kind begin.
    private static final int IS_COPY = 0;
    private static final int IS_REPEAT = IS_COPY + (STATES << MAX_POSITION_BITS);
    private static final int IS_OLDER = IS_REPEAT + STATES;
    private static final int IS_OLDER_THAN_1 = IS_OLDER + STATES;
    private static final int IS_OLDER_THAN_2 = IS_OLDER_THAN_1 + STATES;
    private static final int IS_LONG = IS_OLDER_THAN_2 + STATES;
    private static final int SLOT = IS_LONG + (STATES << MAX_POSITION_BITS);
    private static final int NEAR = SLOT + 4 * 64;
    private static final int ALIGN = NEAR + 115;
    private static final int LENGTH = ALIGN + 16;
    private static final int REPEAT_LENGTH = LENGTH + Lengths.PROBABILITIES;
    private static final int LITERALS = REPEAT_LENGTH + Lengths.PROBABILITIES;

    private final History history;
    private final int[] distances = new int[4];
    private short[] probabilities = new short[0];
    private int literalContextBits;
    private int literalPositionMask;
    private int positionMask;
    private int state;

    LzmaModel(History history) {
        this.history = history;
    }

    /** Takes the properties byte of a chunk: {@code (pb * 5 + lp) * 9 + lc}. */
    void properties(int packed) throws UnknownXzException {
        literalContextBits = packed % 9;
        int literalPositionBits = packed / 9 % 5;
        int positionBits = packed / 45;
        // LZMA2 allows no more.
        if (positionBits > MAX_POSITION_BITS || literalContextBits + literalPositionBits > 4) {
            throw new UnknownXzException("properties " + packed);
        }
        literalPositionMask = (1 << literalPositionBits) - 1;
        positionMask = (1 << positionBits) - 1;
        probabilities = new short[LITERALS + (LITERAL_PROBABILITIES << literalContextBits + literalPositionBits)];
    }

    void reset() {
        Arrays.fill(probabilities, Bits.EVEN);
        Arrays.fill(distances, 0);
        state = 0;
    }

    /** Whether a chunk said how it is coded. */
    boolean ready() {
        return probabilities.length > 0;
    }

    /** Reads a decision into {@code decision}, or writes it, and does what it says to the history. */
    void step(Bits bits, Decision decision) throws UnknownXzException {
        int position = history.size() & positionMask;
        int isCopy = bits.bit(
                probabilities,
                IS_COPY + (state << MAX_POSITION_BITS) + position,
                decision.kind == Decision.LITERAL ? 0 : 1);
        if (isCopy == 0) {
            literal(bits, decision);
        } else if (bits.bit(probabilities, IS_REPEAT + state, decision.kind == Decision.MATCH ? 0 : 1) == 0) {
            match(bits, decision, position);
        } else {
            repeat(bits, decision, position);
        }
    }

    private void literal(Bits bits, Decision decision) throws UnknownXzException {
        int context = ((history.size() & literalPositionMask) << literalContextBits)
                + (history.back(0) >> 8 - literalContextBits);
        int from = LITERALS + LITERAL_PROBABILITIES * context;
        // After a copy the byte that would have continued it tells something, as long as it agrees.
        int expected = history.back(distances[0]);
        int offset = state < FIRST_STATE_AFTER_COPY ? 0 : 0x100;
        int symbol = 1;
        for (int i = 7; i >= 0; i--) {
            int hint = (expected >> i & 1) == 0 ? 0 : offset;
            int bit = bits.bit(probabilities, from + offset + hint + symbol, decision.literal >> i & 1);
            symbol = symbol << 1 | bit;
            if (bit == 1 != (hint != 0)) {
                offset = 0;
            }
        }
        decision.kind = Decision.LITERAL;
        decision.literal = symbol & 0xff;
        history.add(decision.literal);
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    }

    private void match(Bits bits, Decision decision, int position) throws UnknownXzException {
        decision.kind = Decision.MATCH;
        decision.length = Lengths.code(bits, probabilities, LENGTH, position, decision.length);
        int bank = SLOT + (Math.min(decision.length - Lengths.LEAST, 3) << 6);
        decision.distance = distance(bits, bank, decision.distance);
        System.arraycopy(distances, 0, distances, 1, 3);
        distances[0] = decision.distance;
        state = state < FIRST_STATE_AFTER_COPY ? 7 : 10;
        history.repeat(distances[0], decision.length);
    }

    private int distance(Bits bits, int bank, int distance) {
        int high = 31 - Integer.numberOfLeadingZeros(distance | 1);
        int slot = distance < 4 && distance >= 0 ? distance : high << 1 | distance >>> high - 1 & 1;
        slot = Trees.code(bits, probabilities, bank, 6, slot);
        if (slot < 4) {
            return slot;
        }
        int count = (slot >> 1) - 1;
        int base = (2 | slot & 1) << count;
        int rest = distance - base;
        if (slot < 14) {
            return base + Trees.reverse(bits, probabilities, NEAR + base - slot - 1, count, rest);
        }
        int upper = bits.direct(count - 4, rest >>> 4) << 4;
        return base + upper + Trees.reverse(bits, probabilities, ALIGN, 4, rest & 15);
    }

    private void repeat(Bits bits, Decision decision, int position) throws UnknownXzException {
        boolean newest = decision.kind == Decision.REPEAT_0 || decision.kind == Decision.SHORT_REPEAT;
        int which = 0;
        if (bits.bit(probabilities, IS_OLDER + state, newest ? 0 : 1) == 0) {
            int isLong = bits.bit(
                    probabilities,
                    IS_LONG + (state << MAX_POSITION_BITS) + position,
                    decision.kind == Decision.SHORT_REPEAT ? 0 : 1);
            if (isLong == 0) {
                decision.kind = Decision.SHORT_REPEAT;
                decision.length = 1;
                state = state < FIRST_STATE_AFTER_COPY ? 9 : 11;
                history.repeat(distances[0], 1);
                return;
            }
        } else if (bits.bit(probabilities, IS_OLDER_THAN_1 + state, decision.kind == 1 ? 0 : 1) == 0) {
            which = 1;
        } else {
            which = 2 + bits.bit(probabilities, IS_OLDER_THAN_2 + state, decision.kind == 2 ? 0 : 1);
        }
        int chosen = distances[which];
        System.arraycopy(distances, 0, distances, 1, which);
        distances[0] = chosen;
        decision.kind = Decision.REPEAT_0 + which;
        decision.length = Lengths.code(bits, probabilities, REPEAT_LENGTH, position, decision.length);
        state = state < FIRST_STATE_AFTER_COPY ? 8 : 11;
        history.repeat(chosen, decision.length);
    }
}
