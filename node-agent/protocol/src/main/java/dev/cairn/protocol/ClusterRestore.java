package dev.cairn.protocol;

/**
 * That a site's cluster goes back to a state which one of its servers holds. Orders repeat it for good: a server that was away when it
 * happened learns from them whose database counts. Immutable.
 *
 * @param node the server that holds the snapshot, and goes on alone from it until the others have joined it again
 * @param snapshot by its name, {@link ClusterSnapshot#isName}
 * @param since the sequence of the order that asked for it first: it happens once
 */
public record ClusterRestore(NodeId node, String snapshot, long since) {
    /** Checks the parts. */
    public ClusterRestore {
        if (!ClusterSnapshot.isName(snapshot)) {
            throw new IllegalArgumentException("not a snapshot's name");
        }
        if (since < 1) {
            throw new IllegalArgumentException("since is not positive");
        }
    }
}
