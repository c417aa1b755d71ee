package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps releases. */
public interface ReleaseRepository {
    Optional<Release> find(Digest digest);

    /** All releases, newest first. */
    List<Release> all();

    void add(Release release);

    /** Releases behind which no node that has committed them may go back. */
    List<Release> floors();

    void addFloor(Digest release, Instant at);
}
