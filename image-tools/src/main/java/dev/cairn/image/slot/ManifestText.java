package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Json;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.image.slot.SlotManifest.SlotFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of slot manifests. Format 2 gives a file's chunks as a list of lengths and one Base64 text (RFC 4648, section 4) of all digests,
 * which takes about half of what single digests in hexadecimal take.
 */
final class ManifestText {
    private static final int DIGEST_BYTES = 32;

    private ManifestText() {}

    private record Compact(int format, ReleaseInfo release, CompactFiles files) {}

    private record CompactFiles(CompactFile root, CompactFile kernel, CompactFile initrd) {}

    private record CompactFile(long bytes, String sha256, List<Integer> lengths, String digests) {}

    /** What either format may have. */
    private record Any(
            int format,
            @Nullable ReleaseInfo release,
            @Nullable AnyFiles files) {}

    private record AnyFiles(
            @Nullable AnyFile root,
            @Nullable AnyFile kernel,
            @Nullable AnyFile initrd) {}

    private record AnyFile(
            long bytes,
            @Nullable String sha256,
            @Nullable List<Chunk> chunks,
            @Nullable List<Integer> lengths,
            @Nullable String digests) {}

    /** Loads what rendering needs, so that it need not be waited for. */
    static void load() {
        byte[] unused = Json.bytes(new CompactFile(0, "", List.of(0), ""));
    }

    static byte[] render(SlotManifest manifest) {
        if (!manifest.digestsChunks()) {
            return Json.bytes(manifest);
        }
        SlotManifest.Files files = manifest.files();
        return Json.bytes(new Compact(
                manifest.format(),
                manifest.release(),
                new CompactFiles(compact(files.root()), compact(files.kernel()), compact(files.initrd()))));
    }

    private static CompactFile compact(SlotFile file) {
        ByteBuffer digests = ByteBuffer.allocate(file.chunks().size() * DIGEST_BYTES);
        file.chunks().forEach(chunk -> digests.put(HexFormat.of().parseHex(chunk.sha256())));
        return new CompactFile(
                file.bytes(),
                file.sha256(),
                file.chunks().stream().map(Chunk::bytes).toList(),
                Base64.getEncoder().encodeToString(digests.array()));
    }

    static SlotManifest parse(byte[] json, String element) {
        Any any = Json.read(json, Any.class, element);
        if (any.release() == null || any.files() == null) {
            throw corrupt(element, "release or files are missing");
        }
        return new SlotManifest(
                any.format(),
                any.release(),
                new SlotManifest.Files(
                        file(any.files().root(), "root", element),
                        file(any.files().kernel(), "kernel", element),
                        file(any.files().initrd(), "initrd", element)));
    }

    private static SlotFile file(@Nullable AnyFile file, String name, String element) {
        if (file == null || file.sha256() == null) {
            throw corrupt(element, name + " has no digest");
        }
        if (file.lengths() == null || file.digests() == null) {
            List<Chunk> chunks = file.chunks() == null ? List.of() : file.chunks();
            if (chunks.stream().anyMatch(Objects::isNull)) {
                throw corrupt(element, "a chunk of " + name + " is missing");
            }
            return new SlotFile(file.bytes(), file.sha256(), chunks);
        }
        byte[] digests;
        try {
            digests = Base64.getDecoder().decode(file.digests());
        } catch (IllegalArgumentException e) {
            throw corrupt(element, "the digests of " + name + " are no Base64");
        }
        List<Integer> lengths = file.lengths();
        if (lengths.size() > SlotManifest.MAX_CHUNKS
                || digests.length != lengths.size() * DIGEST_BYTES
                || lengths.stream().anyMatch(Objects::isNull)) {
            throw corrupt(element, name + " has " + lengths.size() + " lengths, too many or not as many as digests");
        }
        List<Chunk> chunks = new ArrayList<>(lengths.size());
        for (int i = 0; i < lengths.size(); i++) {
            String sha256 = HexFormat.of().formatHex(digests, i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES);
            chunks.add(new Chunk(sha256, lengths.get(i)));
        }
        return new SlotFile(file.bytes(), file.sha256(), chunks);
    }

    private static ImageException corrupt(String element, String reason) {
        return new ImageException(ImageProblem.BUNDLE_CORRUPT, "manifest", element, Map.of("reason", reason));
    }
}
