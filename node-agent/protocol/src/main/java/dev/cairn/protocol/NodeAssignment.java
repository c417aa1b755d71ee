package dev.cairn.protocol;

/** The part of an order that concerns one node. Immutable. */
public record NodeAssignment(NodeId node, NodeRole role, String hostName) {
    /** Checks that the host name is a DNS label. */
    public NodeAssignment {
        Names.requireHostName(hostName);
    }
}
