package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Site;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts another machine in the place of one that is gone: the old one retires, the new one gets its site and its role. The cluster takes
 * the old one out of its member list by itself once it was away for ten minutes and the new one has joined. Safe for many threads.
 */
public final class ReplaceNode {
    /** A machine that was heard so lately runs. */
    private static final Duration RUNS = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final ListSites sites;
    private final ListNodes nodes;
    private final AssignNode assign;
    private final RetireNode retire;
    private final ActivityLog activity;
    private final InstantSource clock;

    public ReplaceNode(
            Transactions transactions,
            ListSites sites,
            ListNodes nodes,
            AssignNode assign,
            RetireNode retire,
            ActivityLog activity,
            InstantSource clock) {
        this.transactions = transactions;
        this.sites = sites;
        this.nodes = nodes;
        this.assign = assign;
        this.retire = retire;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * What replacing did.
     *
     * @param old as it is now, retired
     * @param replacement as it is now, with its site, role and name
     * @param site the name of their site
     */
    public record Replaced(Node old, Node replacement, String site) {}

    /**
     * Does it; the nodes of the site learn it at the next sync.
     *
     * @param hostName of the new one; null makes one. The old name is not free: the cluster knows its bearer by it, and by its password.
     * @param alsoIfItRuns whether the old one may have been heard a moment ago
     */
    public Replaced run(NodeId oldId, NodeId newId, @Nullable String hostName, boolean alsoIfItRuns) {
        return transactions.inOne(() -> {
            Node old = nodes.find(oldId.value());
            Node other = nodes.find(newId.value());
            Site site = siteOf(old);
            requireFree(other, old, site);
            if (!alsoIfItRuns && runs(old)) {
                throw ProblemException.of(AppProblem.REPLACE_STILL_RUNS, "replace", old.label());
            }
            requireMajority(site, old, other);
            Role role = old.role() == null ? Role.AGENT : old.role();
            Node retired = old.state() == NodeState.RETIRED ? old : retire.run(old);
            Node assigned = assign.run(newId, site.id(), role, hostName);
            activity.add("node.replaced", old.label(), "with", assigned.label(), "site", site.name());
            return new Replaced(retired, assigned, site.name());
        });
    }

    /** Nodes that could take the place of one: new ones, and others of its site. */
    public List<Node> candidates(Node old) {
        List<Node> candidates = new ArrayList<>(nodes.discovered());
        if (old.site() != null) {
            nodes.ofSite(Objects.requireNonNull(old.site())).stream()
                    .filter(node -> node.state() != NodeState.RETIRED
                            && !node.id().equals(old.id())
                            && node.role() != old.role())
                    .forEach(candidates::add);
        }
        return candidates;
    }

    /** Whether it was heard a moment ago. */
    public boolean runs(Node node) {
        LastSeen seen = node.lastSeen();
        return seen != null && seen.age(clock.instant()).compareTo(RUNS) < 0;
    }

    private Site siteOf(Node old) {
        if (old.site() == null) {
            throw ProblemException.of(AppProblem.REPLACE_NO_PLACE, "replace", old.label());
        }
        return sites.find(Objects.requireNonNull(old.site()).value());
    }

    private static void requireFree(Node other, Node old, Site site) {
        boolean here = site.id().equals(other.site());
        boolean free = other.state() == NodeState.DISCOVERED || other.state() == NodeState.RETIRED || here;
        if (!free || other.id().equals(old.id())) {
            throw ProblemException.of(AppProblem.REPLACE_NOT_FREE, "replace", other.label(), "old", old.label());
        }
    }

    /** A server's place is taken by one that has yet to join, so the others have to be able to let it in. */
    private void requireMajority(Site site, Node old, Node other) {
        List<Node> all = nodes.ofSite(site.id());
        List<Node> servers = ServerRules.inForce(all);
        if (servers.stream().anyMatch(server -> server.id().equals(old.id()))) {
            List<Node> then = new ArrayList<>(servers.stream()
                    .filter(server ->
                            !server.id().equals(old.id()) && !server.id().equals(other.id()))
                    .toList());
            then.add(other);
            try {
                ServerRules.requireMajority(site, all, then);
            } catch (ProblemException minority) {
                Map<String, String> arguments = minority.problem().arguments();
                throw new ProblemException(
                        new Problem(AppProblem.REPLACE_NO_MAJORITY.code(), "replace", old.label(), arguments),
                        minority);
            }
        }
    }
}
