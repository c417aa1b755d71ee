package dev.cairn.agent.kubernetes;

import dev.cairn.agent.identity.Membership;
import dev.cairn.protocol.SiteKeys;

/** The text of k3s's {@code config.yaml}, with names that k3s knows (docs.k3s.io, "k3s server" and "k3s agent" options). */
final class K3sConfig {
    private K3sConfig() {}

    /** The first server of a site: embedded etcd, tokens that every node of the site derives by itself. */
    static String server(Membership membership, SiteKeys keys) {
        return """
                # Written by the Cairn agent; changed only by orders.
                cluster-init: true
                node-name: "%s"
                token: "%s"
                agent-token: "%s"
                write-kubeconfig-mode: "0600"
                disable-cloud-controller: true
                node-label:
                  - "cairn.dev/site=%s"
                """.formatted(membership.hostName(), keys.serverToken(), keys.agentToken(), membership.site());
    }

    /** A worker that joins a server whose address is known. */
    static String agent(Membership membership, SiteKeys keys, String serverAddress) {
        return """
                # Written by the Cairn agent; changed only by orders.
                server: "https://%s:6443"
                node-name: "%s"
                token: "%s"
                node-label:
                  - "cairn.dev/site=%s"
                """.formatted(serverAddress, membership.hostName(), keys.agentToken(), membership.site());
    }
}
