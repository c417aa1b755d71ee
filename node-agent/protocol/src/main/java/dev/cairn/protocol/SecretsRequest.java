package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The fleet's own word that one node may hand out what its cluster cannot be rebuilt without. A login alone does not do that: who has one may
 * use the cluster for as long as it holds, and these keys would be for ever. The run is named, so a request that was recorded is worth nothing after
 * a restart. Immutable.
 *
 * @param format always {@link #FORMAT}
 * @param bootId of the run
 * @param knownDigest what the asker has already; null for nothing
 * @param issuedMs ms since 1970
 * @param expiresMs ms since 1970
 */
public record SecretsRequest(
        String format,
        FleetId fleet,
        NodeId node,
        String bootId,
        @Nullable String knownDigest,
        long issuedMs,
        long expiresMs) {
    public static final String FORMAT = "cairn-cluster-secrets-1";

    /** Checks the ranges. */
    public SecretsRequest {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        Names.requireText("boot id", bootId, 64);
        if (knownDigest != null) {
            Names.requireDigest("known digest", knownDigest);
        }
    }

    /** Canonical JSON of this request, signed. */
    public SignedEnvelope sign(FleetKey key) {
        return SignedEnvelope.sign(key, CanonicalJson.bytes(this));
    }

    /** Verifies, then parses the very bytes that were verified; throws one of the {@code order.*} codes. */
    public static SecretsRequest open(SignedEnvelope envelope, FleetPublicKey key) {
        return ProtocolJson.readStrict(
                envelope.verifiedPayload(key),
                SecretsRequest.class,
                NodeProblem.ORDER_MALFORMED,
                "cluster-secrets",
                "payload");
    }
}
