package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Json;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of chunk indexes: both manifests as the texts that they are inside of the image, and a digest of it all. Stateless. */
final class ImageChunksFile {
    private ImageChunksFile() {}

    /** {@code content} is empty for none. */
    private record Document(
            int format,
            @Nullable String image,
            @Nullable String slot,
            @Nullable String content,
            @Nullable String sha256) {}

    static byte[] json(ImageManifest image, byte[] slot, Optional<byte[]> content) {
        String slotText = new String(slot, StandardCharsets.UTF_8);
        String contentText =
                content.map(json -> new String(json, StandardCharsets.UTF_8)).orElse("");
        return Json.bytes(new Document(
                ImageChunks.FORMAT,
                image.sha256(),
                slotText,
                contentText,
                digest(image.sha256(), slotText, contentText)));
    }

    static Optional<ImageChunks> read(Path file) {
        try {
            return Optional.of(parse(Files.readAllBytes(file), file.toString()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw ImageException.io("open", file.toString(), e);
        } catch (ImageException e) {
            throw corrupt(file.toString(), e.arguments().getOrDefault("reason", e.code()), e);
        }
    }

    static ImageException stale(Path file) {
        return corrupt(file.toString(), "it belongs to another image", null);
    }

    private static ImageChunks parse(byte[] json, String element) {
        Document document = Json.read(json, Document.class, element);
        if (document.format() != ImageChunks.FORMAT) {
            throw corrupt(element, "format " + document.format() + " is not known", null);
        }
        String image = document.image();
        String slot = document.slot();
        String content = document.content();
        if (image == null || slot == null || content == null) {
            throw corrupt(element, "the digest of the image or a manifest is missing", null);
        }
        if (!digest(image, slot, content).equals(document.sha256())) {
            throw corrupt(element, "its digest is not that of what it says", null);
        }
        return new ImageChunks(
                image,
                SlotManifest.parse(slot.getBytes(StandardCharsets.UTF_8), element),
                content.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ContentManifest.parse(content.getBytes(StandardCharsets.UTF_8), element)));
    }

    /** SHA-256 over the texts in UTF-8, each behind its length (8 bytes, big endian). */
    private static String digest(String image, String slot, String content) {
        MessageDigest digest = Sha256.start();
        for (String text : List.of(image, slot, content)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
            digest.update(bytes);
        }
        return Sha256.finish(digest);
    }

    private static ImageException corrupt(String element, String reason, @Nullable Throwable cause) {
        return new ImageException(ImageProblem.CHUNK_INDEX_CORRUPT, "open", element, Map.of("reason", reason), cause);
    }
}
