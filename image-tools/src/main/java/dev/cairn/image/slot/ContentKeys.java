package dev.cairn.image.slot;

import dev.cairn.image.Sha256;
import dev.cairn.image.layer.Content;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Names the bytes of contents by the digests of the files that they stand in. Belongs to one thread. */
final class ContentKeys {
    private final Map<Path, String> digests;
    private final Map<String, Optional<byte[]>> byOrigin = new HashMap<>();
    private final MessageDigest digest = Sha256.start();
    private final ByteBuffer range = ByteBuffer.allocate(2 * Long.BYTES);

    /** @param digests SHA-256 of files, in hexadecimal */
    ContentKeys(Map<Path, String> digests) {
        this.digests = digests;
    }

    /** The name of a file's bytes, 32 bytes; empty when nothing vouches for them. */
    Optional<byte[]> of(Content content) {
        if (content instanceof Content.InMemory memory) {
            return Optional.of(digest.digest(memory.bytes()));
        }
        Optional<byte[]> file = byOrigin.computeIfAbsent(content.origin(), this::file);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (content instanceof Content.Range piece) {
            digest.update(file.get());
            digest.update(
                    range.clear().putLong(piece.offset()).putLong(piece.size()).flip());
            return Optional.of(digest.digest());
        }
        return content instanceof Content.OnDisk ? Optional.of(digest.digest(file.get())) : Optional.empty();
    }

    private Optional<byte[]> file(String origin) {
        return Optional.ofNullable(digests.get(Path.of(origin))).map(HexFormat.of()::parseHex);
    }
}
