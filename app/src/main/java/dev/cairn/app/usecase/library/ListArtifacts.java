package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactRepository;
import java.util.List;

/** Lists artifacts and finds one. */
public final class ListArtifacts {
    private final ArtifactRepository artifacts;

    public ListArtifacts(ArtifactRepository artifacts) {
        this.artifacts = artifacts;
    }

    /** All artifacts by kind and name. */
    public List<Artifact> all() {
        return artifacts.all();
    }

    /** The artifact of this name, digest or beginning of a digest, or a problem. */
    public Artifact find(String nameOrDigest) {
        String prefix = nameOrDigest.startsWith("sha256:") ? nameOrDigest.substring(7) : nameOrDigest;
        List<Artifact> fitting = all().stream()
                .filter(artifact -> artifact.name().equals(nameOrDigest)
                        || (prefix.length() >= 6 && artifact.digest().hex().startsWith(prefix)))
                .toList();
        if (fitting.size() > 1) {
            throw ProblemException.of(AppProblem.ARTIFACT_AMBIGUOUS, "find", nameOrDigest, "count", fitting.size());
        }
        return fitting.stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.of(AppProblem.ARTIFACT_UNKNOWN, "find", nameOrDigest));
    }
}
