package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.RolePlan;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Site;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides by hand which nodes of a site are its servers. They learn it at the next sync, and then change one at a time. Safe for many
 * threads.
 */
public final class ChangeRoles {
    private final Transactions transactions;
    private final ListSites sites;
    private final ListNodes listNodes;
    private final NodeRepository nodes;
    private final ActivityLog activity;

    public ChangeRoles(
            Transactions transactions,
            ListSites sites,
            ListNodes listNodes,
            NodeRepository nodes,
            ActivityLog activity) {
        this.transactions = transactions;
        this.sites = sites;
        this.listNodes = listNodes;
        this.nodes = nodes;
        this.activity = activity;
    }

    /** Makes these nodes of the site its servers and all others agents; with none named the nodes decide by themselves. */
    public RolePlan run(String siteReference, List<String> serverReferences) {
        Site site = sites.find(siteReference);
        return run(site, serverReferences.stream().map(listNodes::find).toList());
    }

    /** The same for nodes that were read already. */
    public RolePlan run(Site site, List<Node> servers) {
        return transactions.inOne(() -> {
            List<Node> all = present(site);
            Set<String> known = ids(all);
            for (Node server : servers) {
                if (!known.contains(server.id().value())) {
                    throw ProblemException.of(AppProblem.ROLES_ELSEWHERE, "roles", server.label(), "site", site.name());
                }
            }
            List<Node> fresh = all.stream()
                    .filter(node -> ids(servers).contains(node.id().value()))
                    .toList();
            RolePlan plan = RolePlan.of(site, all, fresh);
            for (Node node : all) {
                Role to = ids(servers).contains(node.id().value()) ? Role.SERVER : Role.AGENT;
                if (node.role() != to) {
                    nodes.save(node.inRole(to));
                }
            }
            activity.add(
                    "site.roles",
                    site.name(),
                    "servers",
                    plan.servers().isEmpty() ? "as the nodes decide" : String.join(", ", plan.servers()));
            return plan;
        });
    }

    /** Makes nodes servers beside those of their site, {@code insteadOf} no longer being one. */
    public RolePlan promote(List<String> references, @Nullable String insteadOf) {
        List<Node> chosen = references.stream().map(listNodes::find).toList();
        Site site = siteOf(chosen);
        Set<String> leaves = insteadOf == null ? Set.of() : ids(List.of(listNodes.find(insteadOf)));
        Set<Node> servers = new LinkedHashSet<>(ServerRules.inForce(present(site)).stream()
                .filter(node -> !leaves.contains(node.id().value())
                        && !ids(chosen).contains(node.id().value()))
                .toList());
        servers.addAll(chosen);
        return run(site, List.copyOf(servers));
    }

    /** Makes servers agents. */
    public RolePlan demote(List<String> references) {
        List<Node> chosen = references.stream().map(listNodes::find).toList();
        Site site = siteOf(chosen);
        List<Node> left = ServerRules.inForce(present(site)).stream()
                .filter(node -> !ids(chosen).contains(node.id().value()))
                .toList();
        // An empty list would leave it to the nodes, which is another wish.
        if (left.isEmpty()) {
            throw ProblemException.of(AppProblem.ROLES_COUNT, "roles", site.name(), "count", 0);
        }
        return run(site, left);
    }

    private Site siteOf(List<Node> chosen) {
        Node first = chosen.getFirst();
        if (first.site() == null) {
            throw ProblemException.of(AppProblem.ROLES_ELSEWHERE, "roles", first.label(), "site", "a site");
        }
        return sites.find(Objects.requireNonNull(first.site()).value());
    }

    private List<Node> present(Site site) {
        return listNodes.ofSite(site.id()).stream()
                .filter(node -> node.state() != NodeState.RETIRED)
                .toList();
    }

    private static Set<String> ids(List<Node> some) {
        Set<String> ids = new LinkedHashSet<>();
        some.forEach(node -> ids.add(node.id().value()));
        return ids;
    }
}
