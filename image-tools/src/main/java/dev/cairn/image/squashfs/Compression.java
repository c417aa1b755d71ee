package dev.cairn.image.squashfs;

/** How blocks of a squashfs are stored. */
public sealed interface Compression {
    Compression NONE = new None();

    /** As they are: needs the most room, updates cost the least. */
    record None() implements Compression {}

    /** Zstandard at the given level (1 to 22). */
    record Zstd(int level) implements Compression {
        public Zstd {
            if (level < 1 || level > 22) {
                throw new IllegalArgumentException("zstd level " + level);
            }
        }
    }
}
