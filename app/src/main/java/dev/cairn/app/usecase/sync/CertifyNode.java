package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.link.HostCertificate;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.fleet.Reach;
import dev.cairn.protocol.SshCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Vouches for a node's host key, which was checked when the connection was made. Safe for many threads. */
final class CertifyNode {
    private static final Duration LIFE = Duration.ofDays(366);

    private final Keyring keyring;
    private final ActivityLog activity;
    private final InstantSource clock;

    CertifyNode(Keyring keyring, ActivityLog activity, InstantSource clock) {
        this.keyring = keyring;
        this.activity = activity;
        this.clock = clock;
    }

    /** Gives the node a certificate when it has none, or one that has lived half of its life. */
    void run(Node node, NodeLink link) {
        HostCertificate held = link.hostCertificate();
        Instant now = clock.instant();
        if (held.expiresAt() != null && held.expiresAt().isAfter(now.plus(LIFE.dividedBy(2)))) {
            return;
        }
        link.certify(keyring.certify(new SshCertificate(
                SshCertificate.Kind.HOST,
                held.key(),
                Math.max(1, now.toEpochMilli()),
                node.label() + " " + node.id(),
                names(node),
                now.plus(LIFE))));
        activity.add("node.certified", node.label(), "key", held.key().fingerprint());
    }

    private static List<String> names(Node node) {
        LastSeen seen = node.lastSeen();
        String address = seen == null || seen.address().isEmpty()
                ? ""
                : Reach.ofAddress(seen.address()).host();
        return Stream.of(node.id().value(), node.label(), address)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }
}
