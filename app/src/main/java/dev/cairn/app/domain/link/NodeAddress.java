package dev.cairn.app.domain.link;

import dev.cairn.app.domain.fleet.NodeId;

/**
 * Where a node's SSH server is, and the key it must show.
 *
 * @param hostKey fingerprint {@code SHA256:…}; without one no connection is made
 */
public record NodeAddress(NodeId node, String host, int port, String hostKey) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
