package dev.cairn.app.domain.fleet;

import java.nio.file.Path;

/** Port to files that only their owner may read. */
public interface OwnedFiles {
    /** Writes all of a text or none, over what was there; the file never exists with wider rights. Fails with a problem. */
    void replace(Path file, String text);

    /** Overwrites a file and deletes it; one that is not there is no problem. */
    void destroy(Path file);

    /** The same with every file that stands directly in a folder, which need not exist. */
    void destroyAllIn(Path folder);
}
