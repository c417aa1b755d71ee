package dev.cairn.image.archive;

import dev.cairn.image.Region;
import java.util.Optional;

/** The files of an archive by their paths (OCI image specification 1.1, "Image Layout"); links inside the archive are followed. */
@FunctionalInterface
public interface ArchiveMembers {
    /** Where a file stands, uncompressed or not as it was put there. */
    Optional<Region> find(String path);
}
