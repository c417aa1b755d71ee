package dev.cairn.protocol;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state that a site should have, as the fleet signs it. Immutable.
 *
 * @param format always {@link #FORMAT}
 * @param sequence only grows within a site; nodes refuse one that is not above the highest they know
 * @param issuedMs ms since 1970
 * @param expiresMs ms since 1970; nodes refuse the order from then on
 * @param release null when nothing about the release is ordered
 * @param revoked null for none
 * @param restore the newest that was ordered for this site; null for none, and for sites with agents that do not know it
 */
public record Order(
        String format,
        FleetId fleet,
        SiteId site,
        String siteName,
        long sequence,
        long issuedMs,
        long expiresMs,
        List<NodeAssignment> nodes,
        @Nullable DesiredRelease release,
        @Nullable Revocations revoked,
        @Nullable ClusterRestore restore) {
    public static final String FORMAT = "cairn-order-1";

    /** No order may be longer, in bytes of its envelope. */
    public static final int MOST_BYTES = 256 * 1024;

    /** Checks the ranges and copies the list. */
    public Order {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        Names.requireText("site name", siteName, 200);
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is not positive");
        }
        if (restore != null && restore.since() > sequence) {
            throw new IllegalArgumentException("a restore is older than the order that asks for it");
        }
        nodes = List.copyOf(nodes);
        if (nodes.stream().map(NodeAssignment::node).distinct().count() != nodes.size()) {
            throw new IllegalArgumentException("a node is named twice");
        }
    }

    /** An order that restores nothing. */
    public Order(
            String format,
            FleetId fleet,
            SiteId site,
            String siteName,
            long sequence,
            long issuedMs,
            long expiresMs,
            List<NodeAssignment> nodes,
            @Nullable DesiredRelease release,
            @Nullable Revocations revoked) {
        this(format, fleet, site, siteName, sequence, issuedMs, expiresMs, nodes, release, revoked, null);
    }

    /** The part for one node. */
    public Optional<NodeAssignment> assignmentOf(NodeId node) {
        return nodes.stream().filter(part -> part.node().equals(node)).findFirst();
    }

    /** Canonical JSON of this order, signed. */
    public SignedEnvelope sign(FleetKey key) {
        return SignedEnvelope.sign(key, CanonicalJson.bytes(this));
    }

    /** Verifies, then parses the very bytes that were verified; throws one of the {@code order.*} codes. */
    public static Order open(SignedEnvelope envelope, FleetPublicKey key) {
        return ProtocolJson.readStrict(
                envelope.verifiedPayload(key), Order.class, NodeProblem.ORDER_MALFORMED, "order", "payload");
    }
}
