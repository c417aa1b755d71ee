package dev.cairn.agent.content;

import dev.cairn.image.content.ContentItem;
import java.io.IOException;
import java.io.OutputStream;

/** Where the bytes of the content's items are. */
@FunctionalInterface
public interface ContentBlobs {
    /** Copies an item; what arrives is not checked yet. */
    void copy(ContentItem item, OutputStream to) throws IOException;
}
