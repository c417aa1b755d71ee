package dev.cairn.app.usecase.kubernetes;

import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.Tunnel;
import java.nio.file.Path;

/**
 * An open way to a site's Kubernetes API; it ends when this is closed or the node goes away. Safe for many threads.
 */
public final class KubernetesAccess implements AutoCloseable {
    private final String site;
    private final String node;
    private final Path kubeconfig;
    private final NodeLink link;
    private final Tunnel tunnel;
    private final Runnable afterwards;

    KubernetesAccess(String site, String node, Path kubeconfig, NodeLink link, Tunnel tunnel, Runnable afterwards) {
        this.site = site;
        this.node = node;
        this.kubeconfig = kubeconfig;
        this.link = link;
        this.tunnel = tunnel;
        this.afterwards = afterwards;
    }

    /** The site's name. */
    public String site() {
        return site;
    }

    /** The label of the node that it leads through. */
    public String node() {
        return node;
    }

    /** For {@code KUBECONFIG}: a file that only its owner can read; it goes with the access, unless its place was chosen. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return tunnel.port();
    }

    /** Whether the connection to the node still stands. */
    public boolean isOpen() {
        return tunnel.isOpen();
    }

    @Override
    public void close() {
        afterwards.run();
        tunnel.close();
        link.close();
    }
}
