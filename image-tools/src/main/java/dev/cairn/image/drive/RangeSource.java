package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** Hands out an image's ranges with the drive's own seed in place, each held against its digest before it goes anywhere. One thread. */
final class RangeSource implements AutoCloseable {
    private final FileChannel image;
    private final String element;
    private final ImageManifest manifest;
    private final Optional<byte[]> seed;
    private final MessageDigest digest = Sha256.start();

    RangeSource(Path image, ImageManifest manifest, Optional<byte[]> seed) throws IOException {
        this.image = FileChannel.open(image, StandardOpenOption.READ);
        this.element = image.toString();
        this.manifest = manifest;
        this.seed = seed;
    }

    /** Fills {@code into} and flips it; the answer is the digest of what it holds. */
    String read(ImageManifest.Range range, ByteBuffer into) throws IOException {
        into.clear().limit(range.bytes());
        while (into.hasRemaining()) {
            if (image.read(into, range.offset() + into.position()) < 0) {
                throw new EOFException("the image ends before byte " + range.offset());
            }
        }
        into.flip();
        String sha256 = hash(into);
        if (!sha256.equals(range.sha256())) {
            throw new ImageException(
                    ImageProblem.IMAGE_DAMAGED,
                    "write",
                    element,
                    Map.of("reason", "the bytes from " + range.offset() + " on (" + range.partition() + ") changed"));
        }
        if (seed.isPresent() && manifest.isSeed(range)) {
            into.put(seed.get(), (int) (range.offset() - manifest.seedOffset()), range.bytes())
                    .flip();
            return hash(into);
        }
        return sha256;
    }

    private String hash(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        return Sha256.finish(digest);
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
