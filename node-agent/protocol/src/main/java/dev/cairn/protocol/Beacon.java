package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a node announces; the address is that of the datagram. Immutable.
 *
 * @param hostKeySha256 SHA-256 of the SSH host key as OpenSSH prints it, without {@code SHA256:} and padding
 * @param counter grows with every beacon of a boot, so that old ones can be told from new ones
 * @param release the first 16 hex digits of the running release digest, or null
 * @param update where an update stands; null when none is under way
 * @param order the sequence of the newest order that it took; null before the first
 */
public record Beacon(
        @JsonProperty("n") NodeId node,
        @JsonProperty("s") @Nullable SiteId site,
        @JsonProperty("r") @Nullable NodeRole role,
        @JsonProperty("t") NodeState state,
        @JsonProperty("p") int sshPort,
        @JsonProperty("h") String hostKeySha256,
        @JsonProperty("b") String bootId,
        @JsonProperty("c") long counter,
        @JsonProperty("v") @Nullable String release,
        @JsonProperty("u") @Nullable UpdatePhase update,
        @JsonProperty("o") @Nullable Long order) {
    /** So many hex digits of a release digest are told. */
    public static final int RELEASE_DIGITS = 16;

    /** Checks that every part is short and plain. */
    public Beacon {
        if (sshPort < 1 || sshPort > 65_535) {
            throw new IllegalArgumentException("SSH port is out of range");
        }
        Names.requireText("host key digest", hostKeySha256, 43);
        Names.requireText("boot id", bootId, 36);
        if (release != null) {
            Names.requireText("release", release, RELEASE_DIGITS);
        }
    }

    /** True if the node runs this release and nothing of it is on trial any more. */
    public boolean runsForGood(String releaseDigest) {
        return update == null && release != null && releaseDigest.startsWith(release);
    }
}
