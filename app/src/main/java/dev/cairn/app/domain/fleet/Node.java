package dev.cairn.app.domain.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine: what was decided about it (site, role, name) and what is known of it (last seen, facts, report).
 *
 * @param hostKey SHA-256 fingerprint of its SSH host key ({@code SHA256:…}), from an authenticated beacon; null when never heard
 */
public record Node(
        NodeId id,
        NodeState state,
        @Nullable SiteId site,
        @Nullable Role role,
        @Nullable String hostName,
        @Nullable String hostKey,
        @Nullable LastSeen lastSeen,
        @Nullable NodeFacts facts,
        @Nullable NodeReport report,
        Instant firstSeen) {

    /** A node heard for the first time. */
    public static Node discovered(NodeId id, String hostKey, LastSeen seen) {
        return new Node(id, NodeState.DISCOVERED, null, null, null, hostKey, seen, null, null, seen.at());
    }

    /** Host name, or the first characters of the id when it has none. */
    public String label() {
        String given = hostName;
        return given != null
                ? given
                : id.value().substring(0, Math.min(8, id.value().length()));
    }

    public Node seen(LastSeen newer) {
        return new Node(id, state, site, role, hostName, hostKey, newer, facts, report, firstSeen);
    }

    public Node inState(NodeState other) {
        return new Node(id, other, site, role, hostName, hostKey, lastSeen, facts, report, firstSeen);
    }

    /** The same with another role decided. */
    public Node inRole(Role other) {
        return new Node(id, state, site, other, hostName, hostKey, lastSeen, facts, report, firstSeen);
    }

    public Node assigned(SiteId newSite, Role newRole, String newHostName) {
        NodeState next = state == NodeState.DISCOVERED || state == NodeState.RETIRED ? NodeState.ASSIGNED : state;
        return new Node(id, next, newSite, newRole, newHostName, hostKey, lastSeen, facts, report, firstSeen);
    }

    /** The same machine under this id: what was decided about its earlier record holds. */
    public Node takingOver(Node earlier) {
        return new Node(
                id,
                NodeState.ASSIGNED,
                earlier.site,
                earlier.role,
                earlier.hostName,
                hostKey,
                lastSeen,
                facts,
                report,
                earlier.firstSeen);
    }

    public Node withFacts(NodeFacts newer) {
        return new Node(id, state, site, role, hostName, hostKey, lastSeen, newer, report, firstSeen);
    }

    public Node reporting(NodeReport newer) {
        return new Node(id, state, site, role, hostName, hostKey, lastSeen, facts, newer, firstSeen);
    }
}
