package dev.cairn.app.usecase.kubernetes;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.OwnedFiles;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.link.Tunnel;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.Reach;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a way to a site's Kubernetes API through the first of its servers that answers. Safe for many threads. */
public final class ReachKubernetes {
    private final ListSites sites;
    private final ListNodes nodes;
    private final NodeLinks links;
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
        this.nodes = nodes;
        this.links = links;
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
        List<Node> candidates = nodes.ofSite(found.id()).stream()
                .filter(node -> node.state() != NodeState.RETIRED && node.hostKey() != null && node.lastSeen() != null)
                .sorted(Comparator.comparing(ReachKubernetes::isNoServer))
                .toList();
        if (candidates.isEmpty()) {
            throw ProblemException.of(AppProblem.SITE_NEVER_REACHED, "reach", found.name());
        }
        @Nullable ProblemException last = null;
        for (Node node : candidates) {
            try {
                return through(node, found, port, file);
            } catch (ProblemException e) {
                if (!mayAskAnother(e)) {
                    throw e;
                }
                last = last == null ? e : last;
            }
        }
        throw java.util.Objects.requireNonNull(last);
    }

    /** Takes away what an access left that was ended by force: a kubeconfig is a key to its cluster. Called while nobody has one open. */
    public void sweep() {
        files.destroyAllIn(folder);
    }

    private static boolean isNoServer(Node node) {
        return node.role() != dev.cairn.app.domain.fleet.Role.SERVER;
    }

    /** One that is away or a worker: another may do. What this laptop is refused, it is refused everywhere. */
    private static boolean mayAskAnother(ProblemException e) {
        return e.problem().is(AppProblem.NODE_UNREACHABLE)
                || e.problem().is(AppProblem.NODE_TIMED_OUT)
                || e.problem().code().equals("kubernetes.api-elsewhere");
    }

    private KubernetesAccess through(Node node, Site site, int port, @Nullable Path file) {
        LastSeen seen = java.util.Objects.requireNonNull(node.lastSeen());
        Reach reach = Reach.ofAddress(seen.address());
        String hostKey = java.util.Objects.requireNonNull(node.hostKey());
        NodeLink link = links.open(new NodeAddress(node.id(), reach.host(), reach.port(), hostKey));
        try {
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
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }
}
