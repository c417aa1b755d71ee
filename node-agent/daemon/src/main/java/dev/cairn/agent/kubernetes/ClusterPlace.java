package dev.cairn.agent.kubernetes;

import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;

/** As whom a node joins: the name it has in Kubernetes and in the member list, its site and the site's secrets. Immutable. */
public record ClusterPlace(SiteId site, String nodeName, SiteKeys keys) {
    @Override
    public String toString() {
        return "ClusterPlace[" + nodeName + " at " + site + "]";
    }
}
