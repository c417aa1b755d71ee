package dev.cairn.image.content;

import java.util.List;

/**
 * The content of a release: its items in the order of the layers, from the network up to the applications. The SHA-256 of its JSON bytes is
 * the content digest.
 */
public record ContentManifest(int format, List<ContentItem> items) {
    public static final int FORMAT = 1;
    /** Its JSON fits into one frame of the nodes' protocol. */
    public static final int MAX_BYTES = 4 << 20;

    public ContentManifest {
        items = List.copyOf(items);
    }

    /** The canonical JSON bytes. */
    public byte[] toJson() {
        return ContentText.render(this);
    }

    /** Reads a manifest and holds it to its own rules; {@code element} names it in errors. */
    public static ContentManifest parse(byte[] json, String element) {
        return ContentText.parse(json, element);
    }

    /** Bytes of all items. */
    public long bytes() {
        return items.stream().mapToLong(ContentItem::bytes).sum();
    }
}
