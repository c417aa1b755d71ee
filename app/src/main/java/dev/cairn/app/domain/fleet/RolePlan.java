package dev.cairn.app.domain.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Who shall be a server of a site, and what that changes. Immutable.
 *
 * @param servers names of those that shall be, empty when the nodes decide by themselves
 * @param tolerated how many of them may fail; 0 when the nodes decide
 * @param changes nodes whose role becomes another one than they have, or than was decided
 */
public record RolePlan(String site, List<String> servers, int tolerated, List<Change> changes) {
    /** Copies the lists. */
    public RolePlan {
        servers = List.copyOf(servers);
        changes = List.copyOf(changes);
    }

    /**
     * One of them.
     *
     * @param votesNow whether it said that it counts for the quorum
     */
    public record Change(String node, Role to, boolean votesNow) {}

    /**
     * What it would mean that these of a site's nodes are its servers; refused with the reason where they may not be.
     *
     * @param all the nodes of the site but the retired
     */
    public static RolePlan of(Site site, List<Node> all, List<Node> servers) {
        if (!servers.isEmpty()) {
            ServerRules.check(site, all, servers);
        }
        List<NodeId> wanted = servers.stream().map(Node::id).toList();
        List<Change> changes = new ArrayList<>();
        for (Node node : all) {
            Role to = wanted.contains(node.id()) ? Role.SERVER : Role.AGENT;
            boolean votes = ServerRules.votes(node);
            boolean acts = servers.isEmpty() ? node.role() == Role.SERVER : votes != (to == Role.SERVER);
            if (acts || node.role() != to) {
                changes.add(new Change(node.label(), to, votes));
            }
        }
        return new RolePlan(
                site.name(),
                servers.stream().map(Node::label).toList(),
                ServerRules.tolerated(servers.size()),
                changes);
    }
}
