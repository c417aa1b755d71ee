package dev.cairn.image.lzma;

/** Tags of the byte form of decisions, which is made to be compared with that of another file: nothing in it stands at a part of a byte. */
final class DecisionText {
    /** From 0 to this a tag says how many literals follow, less one. */
    static final int MAX_LITERALS = 0x7f;
    /** With a {@link Decision#kind}; then the length less 2 (255 goes on with another byte), of a match three bytes of distance. */
    static final int COPY = 0x80;
    /** A match with four bytes of distance. */
    static final int FAR_MATCH = COPY | 7;
    /** A chunk's control byte follows, then its size less one in two bytes, and its properties where it has new ones. */
    static final int CHUNK = 0xf0;

    static final int LONG_LENGTH = 255;
    static final int NEAR_BYTES = 3;
    static final int FAR_BYTES = 4;

    private DecisionText() {}
}
