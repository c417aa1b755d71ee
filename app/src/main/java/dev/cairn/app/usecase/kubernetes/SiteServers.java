package dev.cairn.app.usecase.kubernetes;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.Reach;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The nodes of a site that may lead to its Kubernetes API, servers first. Safe for many threads. */
final class SiteServers {
    /** One that is away, a worker, or a server whose API is down: another may do. What this laptop is refused, it is refused everywhere. */
    private static final Set<String> MAY_ASK_ANOTHER = Set.of(
            AppProblem.NODE_UNREACHABLE.code(),
            AppProblem.NODE_TIMED_OUT.code(),
            AppProblem.KUBERNETES_UNAVAILABLE.code(),
            AppProblem.KUBERNETES_SILENT.code(),
            "kubernetes.api-elsewhere");

    private final ListNodes nodes;
    private final NodeLinks links;

    SiteServers(ListNodes nodes, NodeLinks links) {
        this.nodes = nodes;
        this.links = links;
    }

    /**
     * What the first of them answers. The link is closed if {@code use} fails, and left to it otherwise; the first failure counts when all
     * fail.
     */
    <T> T first(Site site, BiFunction<Node, NodeLink, T> use) {
        List<Node> candidates = nodes.ofSite(site.id()).stream()
                .filter(node -> node.state() != NodeState.RETIRED && node.hostKey() != null && node.lastSeen() != null)
                .sorted(Comparator.comparing(node -> node.role() != Role.SERVER))
                .toList();
        if (candidates.isEmpty()) {
            throw ProblemException.of(AppProblem.SITE_NEVER_REACHED, "reach", site.name());
        }
        @Nullable ProblemException first = null;
        for (Node node : candidates) {
            try {
                return through(node, use);
            } catch (ProblemException e) {
                if (!MAY_ASK_ANOTHER.contains(e.problem().code())) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private <T> T through(Node node, BiFunction<Node, NodeLink, T> use) {
        LastSeen seen = Objects.requireNonNull(node.lastSeen());
        Reach reach = Reach.ofAddress(seen.address());
        NodeLink link = links.open(
                new NodeAddress(node.id(), reach.host(), reach.port(), Objects.requireNonNull(node.hostKey())));
        try {
            return use.apply(node, link);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }
}
