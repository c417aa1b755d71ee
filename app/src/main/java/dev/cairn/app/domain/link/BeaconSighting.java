package dev.cairn.app.domain.link;

import dev.cairn.app.domain.fleet.NodeId;
import java.time.Instant;

/**
 * One authenticated beacon.
 *
 * @param host the address it came from
 * @param hostKey SHA-256 fingerprint of the node's SSH host key ({@code SHA256:…})
 * @param site the site the node thinks it is at; empty for none
 * @param release short digest of what it runs; empty when unknown
 */
public record BeaconSighting(
        NodeId node,
        String host,
        int sshPort,
        String hostKey,
        String site,
        String role,
        String state,
        String bootId,
        String release,
        Instant at) {}
