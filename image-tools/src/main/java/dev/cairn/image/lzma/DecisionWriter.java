package dev.cairn.image.lzma;

import java.io.ByteArrayOutputStream;

/** Writes down decisions as {@link DecisionText} has them. One thread. */
final class DecisionWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
    private final ByteArrayOutputStream literals = new ByteArrayOutputStream(DecisionText.MAX_LITERALS + 1);

    void bytes(byte[] from, int offset, int count) {
        endLiterals();
        out.write(from, offset, count);
    }

    void oneByte(int value) {
        endLiterals();
        out.write(value);
    }

    void add(Decision decision) {
        if (decision.kind == Decision.LITERAL) {
            literals.write(decision.literal);
            if (literals.size() > DecisionText.MAX_LITERALS) {
                endLiterals();
            }
            return;
        }
        endLiterals();
        boolean match = decision.kind == Decision.MATCH;
        boolean far = match && decision.distance >>> 8 * DecisionText.NEAR_BYTES != 0;
        out.write(far ? DecisionText.FAR_MATCH : DecisionText.COPY | decision.kind);
        if (decision.kind != Decision.SHORT_REPEAT) {
            length(decision.length - Lengths.LEAST);
        }
        if (match) {
            for (int i = far ? DecisionText.FAR_BYTES : DecisionText.NEAR_BYTES; i > 0; i--) {
                out.write(decision.distance >>> 8 * (i - 1));
            }
        }
    }

    private void length(int more) {
        out.write(Math.min(more, DecisionText.LONG_LENGTH));
        if (more >= DecisionText.LONG_LENGTH) {
            out.write(more - DecisionText.LONG_LENGTH);
        }
    }

    private void endLiterals() {
        if (literals.size() > 0) {
            out.write(literals.size() - 1);
            out.writeBytes(literals.toByteArray());
            literals.reset();
        }
    }

    byte[] finish() {
        endLiterals();
        return out.toByteArray();
    }
}
