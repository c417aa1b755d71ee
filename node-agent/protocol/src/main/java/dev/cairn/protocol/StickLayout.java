package dev.cairn.protocol;

import java.nio.file.Path;

/**
 * Where things stand on an update stick: below {@code cairn-update} the signed order of each site, each bundle in a folder of its digest as the laptop
 * keeps it, what runs in Kubernetes beside it, and what nodes have to tell. Immutable.
 *
 * @param root the top folder of the stick
 */
public record StickLayout(Path root) {
    /** The label of the file system by which nodes know a stick. */
    public static final String LABEL = "CAIRN-STICK";

    /** Bytes that no receipt is longer than. */
    public static final int MOST_RECEIPT_BYTES = 256 * 1024;

    /** Everything of ours. */
    public Path folder() {
        return root.resolve("cairn-update");
    }

    /** The orders of all sites. */
    public Path orders() {
        return folder().resolve("orders");
    }

    /** The signed order of a site. */
    public Path order(SiteId site) {
        return orders().resolve(site.value() + ".json");
    }

    /** A bundle: {@code manifest.json} and the files that it names. */
    public Path bundle(String digest) {
        return folder().resolve("bundles").resolve(digest);
    }

    /** The manifest of what runs in Kubernetes beside a bundle. */
    public Path content(String digest) {
        return folder().resolve("contents").resolve(digest + ".json");
    }

    /** An image archive, chart or manifest that a content names by its SHA-256. */
    public Path item(String sha256) {
        return folder().resolve("items").resolve(sha256);
    }

    /** What all nodes told. */
    public Path receipts() {
        return folder().resolve("receipts");
    }

    /** What a node told. */
    public Path receipt(NodeId node) {
        return receipts().resolve(node.value() + ".json");
    }
}
