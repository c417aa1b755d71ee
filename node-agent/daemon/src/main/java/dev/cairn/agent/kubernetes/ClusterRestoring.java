package dev.cairn.agent.kubernetes;

import java.io.IOException;

/**
 * Port to bringing a cluster back to a snapshot on this server's disk. Called by the lane that forms clusters, which does nothing else meanwhile; each call may
 * be made again after a power cut.
 */
public interface ClusterRestoring {
    /** Throws away what earlier restores set aside, before anything of this one is done. */
    void prepareRestore() throws IOException;

    /**
     * Takes all other members out of the list, so that none of them goes on with the database from before: to it the restored one may look like the member that it
     * knew.
     *
     * @return false while no list can be read: this server has only just started, or there is no majority, and then nobody can be taken out
     * @throws IOException when a member cannot be taken out yet
     */
    boolean dismissOthers() throws IOException;

    /** Starts what was restored; until then nobody can, since a boot in between would found an empty cluster. */
    void startRestored(ClusterPlace place) throws IOException;

    /**
     * Stops this server and makes it the only member of its cluster with the snapshot's database; the database from before is set aside. Afterwards
     * it is set up as a first server and does not run.
     */
    void restore(ClusterPlace place, String snapshot) throws IOException;

    /** Puts the database back that was set aside, if one was, and starts this server with it. */
    void takeRestoreBack(ClusterPlace place) throws IOException;
}
