package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the fleet allows one node to do to its disk, in one run of its bootstrap system. The run is named, so an order that was
 * recorded is worth nothing later, and the node needs no memory of those it took. Immutable.
 *
 * @param format always {@link #FORMAT}
 * @param bootId of the run
 * @param bundleDigest the bundle to be written; null unless the action is to write
 * @param releaseDigest of the bundle's release; null with {@code bundleDigest}
 * @param number of that release; null stands for 0
 * @param wipeData whether the data partition is erased, too, once everything else is written
 * @param issuedMs ms since 1970
 * @param expiresMs ms since 1970
 */
public record RecoveryOrder(
        String format,
        FleetId fleet,
        NodeId node,
        String bootId,
        RecoveryAction action,
        @Nullable String bundleDigest,
        @Nullable String releaseDigest,
        @Nullable Long number,
        boolean wipeData,
        long issuedMs,
        long expiresMs) {
    public static final String FORMAT = "cairn-recovery-1";

    /** Checks the ranges. */
    public RecoveryOrder {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        Names.requireText("boot id", bootId, 64);
        boolean writes = action == RecoveryAction.WRITE;
        if (writes != (bundleDigest != null) || writes != (releaseDigest != null) || (wipeData && !writes)) {
            throw new IllegalArgumentException("a release is named when one is to be written, and only then");
        }
        if (bundleDigest != null && releaseDigest != null) {
            Names.requireDigest("bundle digest", bundleDigest);
            Names.requireDigest("release digest", releaseDigest);
        }
    }

    /** Canonical JSON of this order, signed. */
    public SignedEnvelope sign(FleetKey key) {
        return SignedEnvelope.sign(key, CanonicalJson.bytes(this));
    }

    /** Verifies, then parses the very bytes that were verified; throws one of the {@code order.*} codes. */
    public static RecoveryOrder open(SignedEnvelope envelope, FleetPublicKey key) {
        return ProtocolJson.readStrict(
                envelope.verifiedPayload(key), RecoveryOrder.class, NodeProblem.ORDER_MALFORMED, "recover", "payload");
    }
}
