package dev.cairn.image.slot;

import dev.cairn.image.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What a slot bundle consists of; its JSON bytes are what the bundle digest names.
 *
 * @param format 2; older bundles have 1, where chunks are of 1 MiB each and a file's digest is that of its bytes
 */
public record SlotManifest(int format, ReleaseInfo release, Files files) {
    public static final int FORMAT = 2;
    /** The oldest format that is still read. */
    public static final int OLDEST_FORMAT = 1;
    /** No chunk is longer. */
    public static final int MAX_CHUNK_BYTES = 1 << 20;
    /** No file has more chunks: what a node with little memory can hold, and what fits into one frame of its protocol. */
    public static final int MAX_CHUNKS = 1 << 16;

    /** The three files that a node needs: the root file system, the kernel and its initrd. */
    public record Files(SlotFile root, SlotFile kernel, SlotFile initrd) {}

    /**
     * One file, cut into chunks that follow each other.
     *
     * @param sha256 of the chunks' digests (32 bytes each) in their order, which vouches for every byte of the file; of the file's bytes in
     *     format 1
     */
    public record SlotFile(long bytes, String sha256, List<Chunk> chunks) {
        public SlotFile {
            chunks = List.copyOf(chunks);
        }

        /** A file of format 2. */
        public static SlotFile of(List<Chunk> chunks) {
            return new SlotFile(chunks.stream().mapToLong(Chunk::bytes).sum(), digestOf(chunks), chunks);
        }

        static String digestOf(List<Chunk> chunks) {
            MessageDigest digest = Sha256.start();
            chunks.forEach(chunk -> digest.update(HexFormat.of().parseHex(chunk.sha256())));
            return Sha256.finish(digest);
        }
    }

    /** A piece of a file, named by its content. */
    public record Chunk(String sha256, int bytes) {}

    /** True when {@link SlotFile#sha256} is that of the chunks' digests. */
    public boolean digestsChunks() {
        return format > OLDEST_FORMAT;
    }

    /** The canonical JSON bytes. */
    public byte[] toJson() {
        return ManifestText.render(this);
    }

    /** Reads a manifest; {@code element} names it in errors. */
    public static SlotManifest parse(byte[] json, String element) {
        SlotManifest manifest = ManifestText.parse(json, element);
        SlotManifestCheck.check(manifest, element);
        return manifest;
    }
}
