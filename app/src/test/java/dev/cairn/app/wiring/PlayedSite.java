package dev.cairn.app.wiring;

import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts nodes into an inventory as if they had been heard and had reported. */
record PlayedSite(Cairn cairn, Ports ports, Site site) {
    /** One that nobody decided about yet. */
    Node discovered(String id, Duration ago) {
        LastSeen seen =
                new LastSeen(ports.clock().instant().minus(ago), LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Node node = Node.discovered(new NodeId(id), "SHA256:x", seen);
        ports.nodes().save(node);
        return node;
    }

    /** One of the site, called as its id. */
    Node assigned(String id, Role role, Duration ago) {
        discovered(id, ago);
        return cairn.assignNode().run(new NodeId(id), site.id(), role, id);
    }

    /** One of the site that told where it stands in cluster c1. */
    Node member(String id, Role decided, boolean votes, Duration ago) {
        return reporting(assigned(id, decided, ago), votes, "good", null, ago);
    }

    Node reporting(Node node, boolean votes, String disk, @Nullable String alarm, Duration ago) {
        Instant at = ports.clock().instant().minus(ago);
        ClusterReport cluster = new ClusterReport(
                votes ? "server" : "agent",
                "c1",
                votes ? "server" : "agent",
                votes,
                votes ? List.of("a", "b", "c") : List.of(),
                at,
                alarm,
                "",
                disk);
        Node reported = node.reporting(new NodeReport(
                at,
                "active",
                node.label(),
                "a",
                "",
                "",
                false,
                "idle",
                0,
                0,
                null,
                "healthy",
                "ready",
                "",
                1,
                "boot",
                "1",
                List.of(),
                cluster,
                null));
        ports.nodes().save(reported);
        return reported;
    }
}
