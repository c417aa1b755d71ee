package dev.cairn.image.bake;

import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Hashes the mapped ranges of an image, and from these digests makes that of the image. Stateless. */
public final class ImageHasher {
    static final int RANGE_BYTES = 1 << 20;

    private ImageHasher() {}

    /** What the ranges of an image hold, and what names the image. */
    public record Hashes(String whole, List<ImageManifest.Range> ranges) {
        public Hashes {
            ranges = List.copyOf(ranges);
        }
    }

    /** Where the bytes of an image come from. */
    @FunctionalInterface
    public interface Source {
        /** Fills the buffer from this offset of the image. */
        void read(ByteBuffer into, long at) throws IOException;
    }

    static Hashes hash(FileChannel channel, long size, List<Extent> extents, String element, Progress progress)
            throws IOException {
        return hash((into, at) -> Region.whole(channel).read(at, into), size, extents, element, progress);
    }

    /** The same extent with the digests of its pieces. */
    static Extent hashed(FileChannel channel, Extent extent) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocateDirect(RANGE_BYTES);
        List<String> digests = new ArrayList<>();
        for (Extent piece : cut(extent)) {
            digests.add(digest((into, at) -> Region.whole(channel).read(at, into), piece, digest, buffer));
        }
        return new Extent(extent.offset(), extent.bytes(), extent.partition(), digests);
    }

    /** Reads the extents, cut at multiples of 1 MiB, one after the other; those whose digests are known are not read. */
    public static Hashes hash(Source source, long size, List<Extent> extents, String element, Progress progress)
            throws IOException {
        long total = extents.stream().mapToLong(Extent::bytes).sum();
        long done = 0;
        List<ImageManifest.Range> ranges = new ArrayList<>();
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocateDirect(RANGE_BYTES);
        for (Extent extent : extents) {
            List<Extent> pieces = cut(extent);
            boolean known = extent.known().size() == pieces.size();
            for (int i = 0; i < pieces.size(); i++) {
                Extent piece = pieces.get(i);
                String sha256 = known ? extent.known().get(i) : digest(source, piece, digest, buffer);
                ranges.add(new ImageManifest.Range(piece.offset(), (int) piece.bytes(), sha256, piece.partition()));
                done += piece.bytes();
                progress.step("hash", element, done, total);
            }
        }
        return new Hashes(digestOf(size, ranges), ranges);
    }

    /**
     * The digest of an image: SHA-256 over its length and then offset, length (each 8 bytes, big endian) and digest (32 bytes) of each
     * mapped range. Everything else reads as zeros.
     */
    static String digestOf(long size, List<ImageManifest.Range> ranges) {
        MessageDigest digest = Sha256.start();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
        for (ImageManifest.Range range : ranges) {
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(range.offset())
                    .putLong(range.bytes())
                    .flip());
            digest.update(HexFormat.of().parseHex(range.sha256()));
        }
        return Sha256.finish(digest);
    }

    /** Cuts an extent at multiples of 1 MiB. */
    private static List<Extent> cut(Extent extent) {
        List<Extent> pieces = new ArrayList<>();
        long end = extent.offset() + extent.bytes();
        for (long at = extent.offset(); at < end; ) {
            long next = Math.min(end, (at / RANGE_BYTES + 1) * RANGE_BYTES);
            pieces.add(new Extent(at, next - at, extent.partition()));
            at = next;
        }
        return pieces;
    }

    private static String digest(Source source, Extent piece, MessageDigest digest, ByteBuffer buffer)
            throws IOException {
        source.read(buffer.clear().limit((int) piece.bytes()), piece.offset());
        digest.update(buffer.flip());
        return Sha256.finish(digest);
    }
}
