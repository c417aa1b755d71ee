package dev.cairn.image.clone;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** Holds one file of a slot against its manifest while somebody else reads the image from its start to its end. One thread. */
final class ChunkWatch {
    private final String element;
    private final long start;
    private final List<SlotManifest.Chunk> chunks;
    private final MessageDigest digest = Sha256.start();
    private long at;
    private int chunk;
    private int left;

    /** @param start where in the image the file begins */
    ChunkWatch(String element, long start, SlotManifest.SlotFile file) {
        this.element = element;
        this.start = start;
        this.at = start;
        this.chunks = file.chunks();
        this.left = chunks.isEmpty() ? 0 : chunks.getFirst().bytes();
    }

    /** Sees bytes of the image; those that are not the file's next ones are passed over. */
    void saw(ByteBuffer bytes, long offset) {
        long end = offset + bytes.remaining();
        while (chunk < chunks.size() && at >= offset && at < end) {
            int count = (int) Math.min(left, end - at);
            digest.update(bytes.slice(bytes.position() + (int) (at - offset), count));
            at += count;
            left -= count;
            if (left == 0) {
                endChunk();
            }
        }
    }

    private void endChunk() {
        if (!Sha256.finish(digest).equals(chunks.get(chunk).sha256())) {
            throw damaged("its bytes before " + (at - start) + " are not those of its manifest");
        }
        chunk++;
        left = chunk < chunks.size() ? chunks.get(chunk).bytes() : 0;
    }

    /** To be called when the whole image was seen. */
    void requireAll() {
        if (chunk < chunks.size()) {
            throw damaged("it ends after " + (at - start) + " bytes");
        }
    }

    private ImageException damaged(String reason) {
        return new ImageException(ImageProblem.IMAGE_DAMAGED, "check", element, Map.of("reason", reason));
    }
}
