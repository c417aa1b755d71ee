package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;

/** Reads blocks of the image and holds them against their digests. Thread-safe. */
record CheckedImage(ImageBytes bytes, String element) {
    /** Fills {@code into} from its start and flips it; throws when the bytes are not those that were baked. */
    void readChecked(ImageBlock block, ByteBuffer into) {
        read(block, into);
        check(block, into.duplicate());
    }

    /** Fills {@code into} from its start and flips it, whatever the bytes are. */
    void read(ImageBlock block, ByteBuffer into) {
        try {
            into.clear().limit(block.bytes());
            bytes.read(into, block.offset());
            into.flip();
        } catch (IOException e) {
            throw ImageException.io("read", element, e);
        }
    }

    /** Throws when the bytes of a block, from the buffer's start on, are not those that were baked. */
    void check(ImageBlock block, ByteBuffer into) {
        MessageDigest digest = Sha256.start();
        for (ImageManifest.Range range : block.ranges()) {
            digest.update(into.slice((int) (range.offset() - block.offset()), range.bytes()));
            if (!Sha256.finish(digest).equals(range.sha256())) {
                throw changed(range);
            }
        }
    }

    ImageException changed(ImageManifest.Range range) {
        return new ImageException(
                ImageProblem.IMAGE_DAMAGED,
                "write",
                element,
                Map.of("reason", "the bytes from " + range.offset() + " on (" + range.partition() + ") changed"));
    }
}
