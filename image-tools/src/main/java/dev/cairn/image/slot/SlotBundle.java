package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder with {@code root.squashfs}, {@code linux}, {@code initrd}, {@code loader.efi} and {@code manifest.json}.
 *
 * @param digest the bundle digest: SHA-256 of the manifest's bytes
 */
public record SlotBundle(Path folder, SlotManifest manifest, String digest) {
    public static final String ROOT = "root.squashfs";
    public static final String KERNEL = "linux";
    public static final String INITRD = "initrd";
    public static final String LOADER = "loader.efi";
    public static final String MANIFEST = "manifest.json";

    /** Opens a bundle and holds the sizes of its files against the manifest. */
    public static SlotBundle open(Path folder) {
        try {
            byte[] json = Files.readAllBytes(folder.resolve(MANIFEST));
            SlotBundle bundle = new SlotBundle(folder, SlotManifest.parse(json, folder.toString()), Sha256.of(json));
            bundle.checkSize(bundle.root(), bundle.manifest.files().root().bytes());
            bundle.checkSize(bundle.kernel(), bundle.manifest.files().kernel().bytes());
            bundle.checkSize(bundle.initrd(), bundle.manifest.files().initrd().bytes());
            return bundle;
        } catch (NoSuchFileException e) {
            throw new ImageException(
                    ImageProblem.BUNDLE_CORRUPT,
                    "open",
                    folder.toString(),
                    Map.of("reason", e.getFile() + " is missing"),
                    e);
        } catch (IOException e) {
            throw ImageException.io("open", folder.toString(), e);
        }
    }

    public Path root() {
        return folder.resolve(ROOT);
    }

    public Path kernel() {
        return folder.resolve(KERNEL);
    }

    public Path initrd() {
        return folder.resolve(INITRD);
    }

    public Path loader() {
        return folder.resolve(LOADER);
    }

    public Path manifestFile() {
        return folder.resolve(MANIFEST);
    }

    public Path layersFile() {
        return folder.resolve(LayerSizes.FILE);
    }

    /** Digests of each MiB of the root, if they are known and nobody touched the root since it was made; else empty. */
    public List<String> knownRanges() throws IOException {
        return RootRanges.of(folder).map(RootRanges::sha256).orElse(List.of());
    }

    /** The bytes that the bundle digest names. */
    public byte[] manifestBytes() {
        return manifest.toJson();
    }

    private void checkSize(Path file, long bytes) throws IOException {
        long found = Files.size(file);
        if (found != bytes) {
            throw new ImageException(
                    ImageProblem.BUNDLE_CORRUPT,
                    "open",
                    file.toString(),
                    Map.of("reason", found + " bytes instead of " + bytes));
        }
    }
}
