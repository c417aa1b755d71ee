package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists sites and finds one. */
public final class ListSites {
    private final SiteRepository sites;
    private final NodeRepository nodes;

    public ListSites(SiteRepository sites, NodeRepository nodes) {
        this.sites = sites;
        this.nodes = nodes;
    }

    /** All sites by name. */
    public List<SiteSummary> all() {
        Map<SiteId, List<Node>> bySite = nodes.all().stream()
                .filter(node -> node.site() != null)
                .collect(Collectors.groupingBy(node -> Objects.requireNonNull(node.site())));
        return sites.all().stream()
                .map(site -> summary(site, bySite.getOrDefault(site.id(), List.of())))
                .toList();
    }

    /** One site with its summary. */
    public SiteSummary show(String nameOrId) {
        Site site = find(nameOrId);
        return summary(site, nodes.ofSite(site.id()));
    }

    /** The site of this name or id, or a problem. */
    public Site find(String nameOrId) {
        return sites.findByName(nameOrId)
                .or(() -> sites.find(new SiteId(nameOrId)))
                .orElseThrow(() -> ProblemException.of(AppProblem.SITE_UNKNOWN, "find", nameOrId));
    }

    /** Retired nodes do not count. */
    private static SiteSummary summary(Site site, List<Node> all) {
        List<Node> nodes =
                all.stream().filter(node -> node.state() != NodeState.RETIRED).toList();
        Digest desired = site.desiredRelease();
        int running = (int) nodes.stream().filter(node -> runs(node, desired)).count();
        int unhealthy = (int) nodes.stream().filter(ListSites::unhealthy).count();
        @Nullable
        Instant last = nodes.stream()
                .map(Node::lastSeen)
                .filter(Objects::nonNull)
                .map(LastSeen::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new SiteSummary(site, nodes.size(), running, unhealthy, last);
    }

    private static boolean runs(Node node, @Nullable Digest desired) {
        return desired != null
                && node.report() != null
                && desired.hex().equals(node.report().release());
    }

    /** By its own word, or because something is wrong with the cluster that it belongs to. */
    private static boolean unhealthy(Node node) {
        NodeReport report = node.report();
        return report != null
                && (report.health().equals("degraded")
                        || (report.cluster() != null && report.cluster().alarm() != null));
    }
}
