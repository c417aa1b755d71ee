package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The release that the nodes of a site should run. Immutable.
 *
 * @param bundleDigest SHA-256 of the bundle's manifest, lower-case hex
 * @param healthWindowSeconds how long a trial may take to become healthy, 1 to 86,400
 * @param retryFailed true to try a bundle or content that failed on this node before once more by this order
 * @param number grows from release to release of a fleet; null stands for 0
 * @param contentDigest SHA-256 of the manifest of what runs in Kubernetes; null leaves that as it is
 * @param floor once a node has committed this release it refuses all with a lower number; null leaves it as it is
 */
public record DesiredRelease(
        String bundleDigest,
        String releaseDigest,
        String version,
        int healthWindowSeconds,
        boolean retryFailed,
        @Nullable Long number,
        @Nullable Long floor,
        @Nullable String contentDigest) {
    /** Of a release that leaves what runs in Kubernetes as it is. */
    public DesiredRelease(
            String bundleDigest,
            String releaseDigest,
            String version,
            int healthWindowSeconds,
            boolean retryFailed,
            @Nullable Long number,
            @Nullable Long floor) {
        this(bundleDigest, releaseDigest, version, healthWindowSeconds, retryFailed, number, floor, null);
    }

    /** Checks digests and window. */
    public DesiredRelease {
        Names.requireDigest("bundle digest", bundleDigest);
        Names.requireDigest("release digest", releaseDigest);
        if (contentDigest != null) {
            Names.requireDigest("content digest", contentDigest);
        }
        Names.requireText("version", version, 128);
        if (healthWindowSeconds < 1 || healthWindowSeconds > 86_400) {
            throw new IllegalArgumentException("health window is not 1 to 86400 seconds");
        }
        if (floor != null && (number == null || floor > number)) {
            throw new IllegalArgumentException("the floor is above the release itself");
        }
    }

    /** The same, tried again or not where it failed before. */
    public DesiredRelease retrying(boolean again) {
        return new DesiredRelease(
                bundleDigest, releaseDigest, version, healthWindowSeconds, again, number, floor, contentDigest);
    }
}
