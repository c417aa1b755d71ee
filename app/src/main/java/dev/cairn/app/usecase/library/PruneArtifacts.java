package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactRepository;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.library.ReleaseRepository;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ProfileRepository;
import dev.cairn.app.domain.profile.ProfileVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes artifacts that neither a release nor the newest version of a profile names. */
public final class PruneArtifacts {
    private final Transactions transactions;
    private final ArtifactRepository artifacts;
    private final ArtifactStore store;
    private final ReleaseRepository releases;
    private final ProfileRepository profiles;
    private final ActivityLog activity;

    public PruneArtifacts(
            Transactions transactions,
            ArtifactRepository artifacts,
            ArtifactStore store,
            ReleaseRepository releases,
            ProfileRepository profiles,
            ActivityLog activity) {
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.store = store;
        this.releases = releases;
        this.profiles = profiles;
        this.activity = activity;
    }

    /** What would be removed. */
    public List<Artifact> unused() {
        Set<Digest> used = releases.all().stream()
                .flatMap(release -> release.layers().stream())
                .map(ReleaseLayer::artifact)
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> named = profiles.latest().stream()
                .map(ProfileVersion::draft)
                .flatMap(draft -> draft.layers().stream())
                .map(Layer::artifact)
                .collect(Collectors.toSet());
        return artifacts.all().stream()
                .filter(artifact -> !used.contains(artifact.digest()))
                .filter(artifact -> !named.contains(artifact.name())
                        && !named.contains(artifact.digest().prefixed()))
                .toList();
    }

    /** Removes them: first the records, then the bytes. */
    public List<Artifact> run() {
        List<Artifact> removed = transactions.inOne(() -> {
            List<Artifact> found = unused();
            for (Artifact artifact : found) {
                artifacts.remove(artifact.digest());
                activity.add(
                        "artifact.removed",
                        artifact.name(),
                        "digest",
                        artifact.digest().shortHex());
            }
            return found;
        });
        removed.forEach(artifact -> store.remove(artifact.digest()));
        return removed;
    }
}
