package dev.cairn.image.content;

import dev.cairn.image.Region;
import dev.cairn.image.squashfs.SquashfsReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The content partition, of an image or of the disk that a node runs from. Stateless. */
public final class ContentPartition {
    /** "hsqs", as squashfs 4.0 begins. */
    private static final byte[] MAGIC = {'h', 's', 'q', 's'};

    private ContentPartition() {}

    /** What stands in it; nothing in one that was left empty. */
    public static Optional<ContentManifest> read(Region partition, String element) throws IOException {
        if (isEmpty(partition)) {
            return Optional.empty();
        }
        try (SquashfsReader layout = SquashfsReader.open(partition, element)) {
            return Optional.of(ContentLayout.read(layout, element));
        }
    }

    /** Whether no content was ever written into it. */
    public static boolean isEmpty(Region partition) throws IOException {
        if (partition.length() < MAGIC.length) {
            return true;
        }
        byte[] head = partition.read(0, MAGIC.length);
        return !Arrays.equals(head, MAGIC);
    }
}
