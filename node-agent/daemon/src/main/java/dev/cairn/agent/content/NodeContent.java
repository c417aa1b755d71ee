package dev.cairn.agent.content;

import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.Map;

/** The content that a node should run, and where its bytes are. Immutable. */
public record NodeContent(ContentManifest manifest, ContentBlobs blobs) {
    /** The content digest. */
    public String digest() {
        return Sha256.of(manifest.toJson());
    }

    /** Copies an item and holds it against its digest; {@link NodeProblem#CONTENT_DAMAGED} when the bytes are others. */
    public void copy(ContentItem item, OutputStream to) throws IOException {
        DigestOutputStream hashed = new DigestOutputStream(to, Sha256.start());
        blobs.copy(item, hashed);
        hashed.flush();
        String found = Sha256.finish(hashed.getMessageDigest());
        if (!found.equals(item.sha256())) {
            throw new ProtocolException(
                    NodeProblem.CONTENT_DAMAGED,
                    "content",
                    item.name(),
                    Map.of("reason", "its bytes have the digest " + found));
        }
    }

    /** A small item, such as a chart, in memory. */
    public byte[] read(ContentItem item) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(item.bytes()));
        copy(item, whole);
        return whole.toByteArray();
    }
}
