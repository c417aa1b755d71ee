package dev.cairn.agent.kubernetes;

import dev.cairn.protocol.ClusterSnapshot;
import java.util.List;

/**
 * Port to copies of the cluster's state on this node's disk. {@link #take} is called by one lane and answers within three minutes;
 * {@link #list} by any thread, within a moment.
 */
public interface ClusterSnapshots {
    /** Of a node that holds no cluster's state. */
    ClusterSnapshots NONE = new ClusterSnapshots() {
        @Override
        public Taking take(String label) {
            return new Taking.NotHere();
        }

        @Override
        public List<ClusterSnapshot> list() {
            return List.of();
        }
    };

    /** Saves the state under a name that holds this label. Of those that Cairn saved, only the newest are kept, this one among them. */
    Taking take(String label);

    /** What this node holds, newest first, also what was not saved by Cairn; at most 32. */
    List<ClusterSnapshot> list();

    /** How it ended. */
    sealed interface Taking {
        /** It is on the disk. */
        record Taken(ClusterSnapshot snapshot) implements Taking {}

        /** This node holds no state of a cluster. */
        record NotHere() implements Taking {}

        /** The state cannot be read now, so there is nothing that a snapshot could keep: it does not run, or no majority answers. */
        record Unreadable(String reason) implements Taking {}

        /** The state is well and could not be saved. */
        record Failed(String reason) implements Taking {}
    }
}
