package dev.cairn.image.squashfs;

/** How blocks of a squashfs are stored (Linux Documentation/filesystems/squashfs.rst, sections 3.1, 3.2 and 3.4). */
public sealed interface Compression {
    Compression NONE = new None();

    /** Loads what packing needs, so that the first block does not wait for it. */
    void load();

    /** As they are: needs the most room, updates cost the least. */
    record None() implements Compression {
        @Override
        public void load() {
            // Nothing is packed.
        }
    }

    /** Zstandard at the given level (1 to 22). */
    record Zstd(int level) implements Compression {
        public Zstd {
            if (level < 1 || level > 22) {
                throw new IllegalArgumentException("zstd level " + level);
            }
        }

        @Override
        public void load() {
            Packer.of(this).close();
        }
    }
}
