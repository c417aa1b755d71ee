package dev.cairn.image.lzma;

/** What an LZMA packer decided to write next. Changeable, so that millions of them cost nothing; one thread. */
final class Decision {
    /** Copies from one of the four last distances. */
    static final int REPEAT_0 = 0;

    static final int REPEAT_3 = 3;
    /** Copies one byte from the last distance. */
    static final int SHORT_REPEAT = 4;
    /** Copies from a new distance. */
    static final int MATCH = 5;

    static final int LITERAL = 6;

    int kind;
    /** Of a copy, 1 to 273. */
    int length;
    /** Of a {@link #MATCH}, counted from 0, as a file has it; unsigned. */
    int distance;

    int literal;
}
