package dev.cairn.app.usecase.kubernetes;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.OwnedFiles;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.link.Tunnel;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens a way to a site's Kubernetes API through the first of its servers that answers. Safe for many threads. */
public final class ReachKubernetes {
    private final ListSites sites;
    private final SiteServers servers;
    private final OwnedFiles files;
    private final Path folder;
    private final Transactions transactions;
    private final ActivityLog activity;

    /** @param folder holds one kubeconfig a site while it is open, unless another file is named */
    public ReachKubernetes(
            ListSites sites,
            ListNodes nodes,
            NodeLinks links,
            OwnedFiles files,
            Path folder,
            Transactions transactions,
            ActivityLog activity) {
        this.sites = sites;
        this.servers = new SiteServers(nodes, links);
        this.files = files;
        this.folder = folder;
        this.transactions = transactions;
        this.activity = activity;
    }

    /**
     * Opens it; to be closed by the caller.
     *
     * @param port on 127.0.0.1, 0 for any that is free
     * @param file where the kubeconfig goes, null for the usual place
     */
    public KubernetesAccess open(String site, int port, @Nullable Path file) {
        Site found = sites.find(site);
        return servers.first(found, (node, link) -> through(node, link, found, port, file));
    }

    /** Takes away what an access left that was ended by force: a kubeconfig is a key to its cluster. Called while nobody has one open. */
    public void sweep() {
        files.destroyAllIn(folder);
    }

    private KubernetesAccess through(Node node, NodeLink link, Site site, int port, @Nullable Path file) {
        String text = link.kubeconfig();
        Tunnel tunnel = link.kubernetesTunnel(port);
        Path target = file != null ? file : folder.resolve(KubeconfigText.word(site.name()) + ".yaml");
        files.replace(target, KubeconfigText.through(text, tunnel.port(), site.name()));
        transactions.inOne(() -> {
            activity.add("site.kubernetes-reached", site.name(), "node", node.label());
            return true;
        });
        Runnable afterwards = file != null ? () -> {} : () -> files.destroy(target);
        return new KubernetesAccess(site.name(), node.label(), target, link, tunnel, afterwards);
    }
}
