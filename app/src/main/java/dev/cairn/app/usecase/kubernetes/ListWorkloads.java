package dev.cairn.app.usecase.kubernetes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.KubernetesApi;
import dev.cairn.app.domain.kubernetes.WorkloadLooks;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.link.Tunnel;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import java.time.InstantSource;
import java.util.Optional;

/** Looks at what runs in a site's Kubernetes, and keeps the last look for when the site is out of reach. Safe for many threads. */
public final class ListWorkloads {
    private final ListSites sites;
    private final SiteServers servers;
    private final KubernetesApi api;
    private final WorkloadLooks looks;
    private final InstantSource clock;
    private final String observer;

    /** @param observer the name of this laptop, which looks carry */
    public ListWorkloads(
            ListSites sites,
            ListNodes nodes,
            NodeLinks links,
            KubernetesApi api,
            WorkloadLooks looks,
            InstantSource clock,
            String observer) {
        this.sites = sites;
        this.servers = new SiteServers(nodes, links);
        this.api = api;
        this.looks = looks;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Asks the site now, through the first of its servers that answers; what was known before stays when none does. The administrator's
     * certificate is used in memory alone.
     */
    public WorkloadsLook look(String site) {
        Site found = sites.find(site);
        WorkloadsLook look = servers.first(found, this::through);
        looks.keep(found.id(), look);
        return look;
    }

    /** The last look; nothing before the first. */
    public Optional<WorkloadsLook> last(SiteId site) {
        return looks.last(site);
    }

    private WorkloadsLook through(Node node, NodeLink link) {
        String kubeconfig = link.kubeconfig();
        WorkloadsLook look;
        try (Tunnel tunnel = link.kubernetesTunnel(0)) {
            ClusterContents contents = api.read(node.label(), kubeconfig, tunnel.port());
            look = new WorkloadsLook(clock.instant(), node.label(), observer, contents);
        }
        link.close();
        return look;
    }
}
