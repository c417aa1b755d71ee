package dev.cairn.app.domain.link;

import dev.cairn.app.domain.fleet.NodeId;

/** Reads what nodes left on a stick. Safe for use by many threads. */
@FunctionalInterface
public interface ToldReports {
    /** Verifies and reads a receipt; throws a ProblemException when it is damaged or not signed by the key that it names. */
    Told read(byte[] receipt);

    /**
     * What a node said.
     *
     * @param hostKey fingerprint {@code SHA256:…} of the key that signed; whether it is the node's, the caller has to see
     */
    record Told(NodeId node, String hostKey, ToldStatus status) {}
}
