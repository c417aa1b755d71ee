package dev.cairn.image.lzma;

/**
 * The head of an LZMA2 chunk (format as in the Linux kernel's Documentation/staging/xz.rst and XZ Embedded). Immutable.
 *
 * @param size bytes that it unpacks to
 */
record Lzma2Chunk(int control, int size) {
    static final int END = 0;

    private static final int STORED_FIRST = 1;
    private static final int STORED = 2;
    private static final int CODED = 0x80;
    private static final int RESETS_DICTIONARY = 3;
    private static final int NEW_PROPERTIES = 2;

    Lzma2Chunk {
        if (control < 0 || control > STORED && control < CODED || control > 0xff) {
            throw new IllegalArgumentException("control " + control);
        }
    }

    static boolean known(int control) {
        return control <= STORED || control >= CODED;
    }

    /** @param low the two bytes of the size, less one */
    static Lzma2Chunk of(int control, int low) {
        return new Lzma2Chunk(control, (control >= CODED ? (control & 0x1f) << 16 : 0) + low + 1);
    }

    boolean stored() {
        return control == STORED_FIRST || control == STORED;
    }

    boolean resetsDictionary() {
        return control == STORED_FIRST || !stored() && (control >> 5 & 3) == RESETS_DICTIONARY;
    }

    boolean newProperties() {
        return !stored() && (control >> 5 & 3) >= NEW_PROPERTIES;
    }

    boolean resetsState() {
        return !stored() && (control >> 5 & 3) > 0;
    }
}
