package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides which site a node belongs to, in which role. The node learns it at the next sync. */
public final class AssignNode {
    private final Transactions transactions;
    private final NodeRepository nodes;
    private final SiteRepository sites;
    private final ActivityLog activity;

    public AssignNode(Transactions transactions, NodeRepository nodes, SiteRepository sites, ActivityLog activity) {
        this.transactions = transactions;
        this.nodes = nodes;
        this.sites = sites;
        this.activity = activity;
    }

    /** Assigns it; {@code hostName} null makes one from the site's name. Host names are unique in a site. */
    public Node run(NodeId id, SiteId siteId, Role role, @Nullable String hostName) {
        return transactions.inOne(() -> {
            Node node = nodes.find(id).orElseThrow(() -> ProblemException.of(AppProblem.NODE_UNKNOWN, "assign", id));
            Site site = sites.find(siteId)
                    .orElseThrow(() -> ProblemException.of(AppProblem.SITE_UNKNOWN, "assign", siteId));
            Set<String> taken = nodes.ofSite(siteId).stream()
                    .filter(other -> !other.id().equals(id))
                    .map(Node::label)
                    .collect(Collectors.toSet());
            String name = hostName == null ? kept(node, siteId, free(site, taken)) : Names.checkHost(hostName);
            if (taken.contains(name)) {
                throw ProblemException.of(AppProblem.NODE_HOST_NAME_TAKEN, "assign", name, "site", site.name());
            }
            Node assigned = node.assigned(siteId, role, name);
            nodes.save(assigned);
            activity.add("node.assigned", name, "node", id, "site", site.name(), "role", role.word());
            return assigned;
        });
    }

    private static String kept(Node node, SiteId site, String otherwise) {
        String name = node.hostName();
        return name != null && site.equals(node.site()) ? name : otherwise;
    }

    private static String free(Site site, Set<String> taken) {
        String base = Names.hostLabel(site.name());
        int number = 1;
        while (taken.contains(base + "-" + number)) {
            number++;
        }
        return base + "-" + number;
    }
}
