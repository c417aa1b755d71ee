package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import java.util.List;
import java.util.Optional;

/** Keeps what is known about artifacts; their bytes are in the {@link ArtifactStore}. */
public interface ArtifactRepository {
    Optional<Artifact> find(Digest digest);

    /** All artifacts of this name, newest first. */
    List<Artifact> named(String name);

    /** All artifacts by kind and name. */
    List<Artifact> all();

    void save(Artifact artifact);

    void remove(Digest digest);
}
