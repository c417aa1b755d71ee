package dev.cairn.image.content;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Json;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotManifest.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON of content manifests: chunks as lengths and one Base64 text (RFC 4648, section 4) of all digests, as slot manifests have them. */
final class ContentText {
    private static final int DIGEST_BYTES = 32;
    private static final int MOST_ITEMS = 1_000;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");
    private static final Pattern FILE = Pattern.compile("(\\.[a-z0-9]{1,8}){1,2}");
    private static final Set<String> LAYERS = Set.of("cni", "csi", "add-on", "application");

    private ContentText() {}

    private record Document(int format, @Nullable List<@Nullable Item> items) {}

    private record Item(
            @Nullable String layer,
            @Nullable String name,
            @Nullable String type,
            @Nullable String file,
            long bytes,
            @Nullable String sha256,
            @Nullable Map<String, @Nullable String> settings,
            @Nullable List<@Nullable Integer> lengths,
            @Nullable String digests) {}

    static byte[] render(ContentManifest manifest) {
        return Json.bytes(new Document(
                manifest.format(),
                manifest.items().stream().map(ContentText::item).toList()));
    }

    private static Item item(ContentItem item) {
        ByteBuffer digests = ByteBuffer.allocate(item.chunks().size() * DIGEST_BYTES);
        item.chunks().forEach(chunk -> digests.put(HexFormat.of().parseHex(chunk.sha256())));
        return new Item(
                item.layer(),
                item.name(),
                item.type().word(),
                item.file(),
                item.bytes(),
                item.sha256(),
                new TreeMap<>(item.settings()),
                item.chunks().stream().map(Chunk::bytes).toList(),
                Base64.getEncoder().encodeToString(digests.array()));
    }

    static ContentManifest parse(byte[] json, String element) {
        Document document = Json.read(json, Document.class, element);
        if (document.format() != ContentManifest.FORMAT) {
            throw corrupt(element, "format " + document.format() + " is not known");
        }
        List<@Nullable Item> items = document.items();
        if (items == null || items.size() > MOST_ITEMS) {
            throw corrupt(element, "it has no items, or too many");
        }
        List<ContentItem> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int chunks = 0;
        for (Item item : items) {
            if (item == null) {
                throw corrupt(element, "an item is missing");
            }
            ContentItem one = item(item, element);
            chunks += one.chunks().size();
            if (!names.add(one.layer() + " " + one.name())) {
                throw corrupt(element, "two layers are named " + one.name());
            }
            read.add(one);
        }
        if (chunks > SlotManifest.MAX_CHUNKS) {
            throw corrupt(element, chunks + " chunks, which is too many");
        }
        return new ContentManifest(document.format(), read);
    }

    private static ContentItem item(Item item, String element) {
        String name = matching(item.name(), NAME, "a name", element);
        ContentType type = ContentType.ofWord(Objects.requireNonNullElse(item.type(), ""))
                .orElseThrow(() -> corrupt(element, name + " is of no known type"));
        if (!LAYERS.contains(Objects.requireNonNullElse(item.layer(), ""))) {
            throw corrupt(element, name + " belongs to no known kind of layer");
        }
        Map<String, @Nullable String> settings = Objects.requireNonNullElse(item.settings(), Map.of());
        if (settings.values().stream().anyMatch(Objects::isNull)) {
            throw corrupt(element, "a setting of " + name + " is missing");
        }
        ContentItem read = new ContentItem(
                Objects.requireNonNull(item.layer()),
                name,
                type,
                matching(item.file(), FILE, "an end of a file's name", element),
                item.bytes(),
                matching(item.sha256(), SHA256, "a digest", element),
                settings,
                chunks(item, name, element));
        long sum = read.chunks().stream().mapToLong(Chunk::bytes).sum();
        if (sum != read.bytes() || sum == 0) {
            throw corrupt(element, "the chunks of " + name + " add up to " + sum + " of " + read.bytes() + " bytes");
        }
        return read;
    }

    private static List<Chunk> chunks(Item item, String name, String element) {
        byte[] digests;
        try {
            digests = Base64.getDecoder().decode(Objects.requireNonNullElse(item.digests(), ""));
        } catch (IllegalArgumentException e) {
            throw corrupt(element, "the digests of " + name + " are no Base64");
        }
        List<@Nullable Integer> lengths = Objects.requireNonNullElse(item.lengths(), List.of());
        if (digests.length != (long) lengths.size() * DIGEST_BYTES) {
            throw corrupt(element, name + " has not as many lengths as digests");
        }
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            Integer length = lengths.get(i);
            if (length == null || length < 1 || length > SlotManifest.MAX_CHUNK_BYTES) {
                throw corrupt(element, "chunk " + i + " of " + name + " is malformed");
            }
            chunks.add(new Chunk(HexFormat.of().formatHex(digests, i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES), length));
        }
        return chunks;
    }

    private static String matching(@Nullable String text, Pattern pattern, String what, String element) {
        if (text == null || !pattern.matcher(text).matches()) {
            throw corrupt(element, "an item has not " + what);
        }
        return text;
    }

    private static ImageException corrupt(String element, String reason) {
        return new ImageException(ImageProblem.CONTENT_CORRUPT, "manifest", element, Map.of("reason", reason));
    }
}
