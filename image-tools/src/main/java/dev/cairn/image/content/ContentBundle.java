package dev.cairn.image.content;

import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of a release, made: a folder with {@code content.json} and {@code content.squashfs}.
 *
 * @param digest the content digest
 */
public record ContentBundle(Path folder, ContentManifest manifest, String digest) {
    static final String MANIFEST = "content.json";
    static final String ROOT = "content.squashfs";

    /** Opens one that was made whole. */
    public static ContentBundle open(Path folder) {
        try {
            byte[] json = Files.readAllBytes(folder.resolve(MANIFEST));
            return new ContentBundle(folder, ContentManifest.parse(json, folder.toString()), Sha256.of(json));
        } catch (IOException e) {
            throw ImageException.io("open", folder.toString(), e);
        }
    }

    /** Whether a folder holds one that was made whole. */
    public static boolean isWhole(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /** The manifest, whose SHA-256 is the content digest. */
    public Path manifestFile() {
        return folder.resolve(MANIFEST);
    }

    /** The file system of the content partition. */
    public Path root() {
        return folder.resolve(ROOT);
    }
}
