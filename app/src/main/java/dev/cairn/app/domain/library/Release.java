package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.profile.ClusterPlan;
import dev.cairn.protocol.ClusterSettings;
import java.time.Instant;
import java.util.List;

/**
 * One profile version resolved to exact artifact digests.
 *
 * @param digest SHA-256 of {@code canonical}
 * @param version the profile's version
 * @param canonical the release as canonical JSON
 */
public record Release(
        Digest digest, String profile, int version, List<ReleaseLayer> layers, String canonical, Instant createdAt) {
    public Release {
        layers = List.copyOf(layers);
    }

    /** Grows from release to release of a fleet: ms since 1970. */
    public long number() {
        return createdAt.toEpochMilli();
    }

    /** Name and version for people: {@code shop v3}. */
    public String label() {
        return profile + " v" + version;
    }

    /** What it says of the cluster that its nodes form. */
    public ClusterSettings cluster() {
        return ClusterPlan.of(layers.stream()
                        .map(layer -> new ClusterPlan.Words(layer.kind(), layer.settings()))
                        .toList())
                .settings();
    }

    public long bytes() {
        return layers.stream().mapToLong(ReleaseLayer::bytes).sum();
    }
}
