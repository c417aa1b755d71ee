package dev.cairn.image.lzma;

/** Reads what a {@link DecisionWriter} wrote. One thread. */
final class DecisionReader {
    private static final int LONGEST = 273;

    private final byte[] in;
    private int at;
    private int literals;

    DecisionReader(byte[] in) {
        this.in = in;
    }

    int oneByte() throws UnknownXzException {
        if (at >= in.length) {
            throw new UnknownXzException("decisions end at byte " + at);
        }
        return in[at++] & 0xff;
    }

    /** Skips bytes and answers where they began. */
    int skip(int count) throws UnknownXzException {
        if (count > in.length - at) {
            throw new UnknownXzException("decisions end at byte " + in.length);
        }
        at += count;
        return at - count;
    }

    int at() {
        return at;
    }

    void next(Decision decision) throws UnknownXzException {
        if (literals == 0) {
            int tag = oneByte();
            if (tag > DecisionText.MAX_LITERALS) {
                copy(tag, decision);
                return;
            }
            literals = tag + 1;
        }
        literals--;
        decision.kind = Decision.LITERAL;
        decision.literal = oneByte();
    }

    private void copy(int tag, Decision decision) throws UnknownXzException {
        boolean far = tag == DecisionText.FAR_MATCH;
        decision.kind = far ? Decision.MATCH : tag - DecisionText.COPY;
        if (decision.kind > Decision.MATCH) {
            throw new UnknownXzException("tag " + tag + " at byte " + (at - 1));
        }
        decision.length = decision.kind == Decision.SHORT_REPEAT ? 1 : length();
        if (decision.kind == Decision.MATCH) {
            decision.distance = 0;
            for (int i = far ? DecisionText.FAR_BYTES : DecisionText.NEAR_BYTES; i > 0; i--) {
                decision.distance = decision.distance << 8 | oneByte();
            }
        }
    }

    private int length() throws UnknownXzException {
        int more = oneByte();
        int length = Lengths.LEAST + (more < DecisionText.LONG_LENGTH ? more : more + oneByte());
        if (length > LONGEST) {
            throw new UnknownXzException("length " + length + " at byte " + at);
        }
        return length;
    }
}
