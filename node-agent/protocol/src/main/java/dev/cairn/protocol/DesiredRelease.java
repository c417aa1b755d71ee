package dev.cairn.protocol;

/**
 * The release that the nodes of a site should run. Immutable.
 *
 * @param bundleDigest SHA-256 of the bundle's manifest, lower-case hex
 * @param healthWindowSeconds how long a trial may take to become healthy, 1 to 86,400
 * @param retryFailed true to try a bundle again that failed on this node before
 */
public record DesiredRelease(
        String bundleDigest, String releaseDigest, String version, int healthWindowSeconds, boolean retryFailed) {
    /** Checks digests and window. */
    public DesiredRelease {
        Names.requireDigest("bundle digest", bundleDigest);
        Names.requireDigest("release digest", releaseDigest);
        Names.requireText("version", version, 128);
        if (healthWindowSeconds < 1 || healthWindowSeconds > 86_400) {
            throw new IllegalArgumentException("health window is not 1 to 86400 seconds");
        }
    }
}
