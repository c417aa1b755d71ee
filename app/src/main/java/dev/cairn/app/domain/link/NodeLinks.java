package dev.cairn.app.domain.link;

/** Opens connections to nodes. Safe for use by many threads. */
public interface NodeLinks {
    /** Connects and logs in; throws a ProblemException when the host key is not the pinned one. */
    NodeLink open(NodeAddress address);
}
