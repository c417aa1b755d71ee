package dev.cairn.agent.kubernetes;

import java.io.IOException;

/**
 * Port to the cluster side of one Kubernetes distribution: what formation does to this node, one step at a time. Called by one
 * lane.
 *
 * <p>Power may go at any moment and the call is then made again, so each of them first looks at what is there and does only what is
 * missing; one that finds its work done does nothing, restarts nothing and returns at once. None waits until the node is ready:
 * {@link #standing} tells that. Whatever cannot be done now is an {@link IOException} with a sentence for the log; it is tried
 * again.
 */
public interface ClusterDriver {
    /** What this node is set up as, from its disk and its service manager, whether or not it runs. Answers within seconds. */
    Standing standing();

    /** Sets this node up as the first server of a new cluster and starts it. Refused if it is set up as anything else. */
    void startFirst(ClusterPlace place) throws IOException;

    /**
     * Sets this node up as one more server of the cluster at the address and starts it; one that is an agent is switched. The
     * distribution adds it to the member list by itself, as a learner if it can. The address is for the first contact alone: for a
     * node that has joined, another one restarts nothing. Refused on a node that is set up as a server of another start.
     */
    void joinAsServer(ClusterPlace place, String serverAddress) throws IOException;

    /**
     * Sets this node up as an agent of the cluster at the address and starts it. Another address than the last restarts it only if
     * it is not ready. Refused on a node that holds a server's data: {@link #forgetServer} goes first.
     */
    void joinAsAgent(ClusterPlace place, String serverAddress) throws IOException;

    /**
     * Stops this node and moves its server's data (database, certificates, what marks it as removed) aside, over what was moved
     * aside before; afterwards its setup is {@link Setup#NONE}. Called only on a node that is no longer in the member list. Images,
     * volumes and the node's own password in the cluster stay.
     */
    void forgetServer() throws IOException;

    /** The member list as a majority confirms it, each member asked for its health. On a server; refused without quorum. */
    MemberList members() throws IOException;

    /**
     * Takes a member out of the member list, and its node object out of Kubernetes if it has one. On a server; refused without
     * quorum; one that is not in the list is no error.
     */
    void removeMember(Member member) throws IOException;

    /** Saves the database to this node's disk under a name, before a risky step. On a server. */
    void snapshot(String name) throws IOException;

    /** As what a node is set up. */
    enum Setup {
        NONE,
        FIRST_SERVER,
        JOINED_SERVER,
        AGENT
    }

    /**
     * Where this node stands.
     *
     * @param running whether its service runs
     * @param ready whether Kubernetes calls the node ready; on an agent, whether it is connected to a server
     * @param reason why it is not ready, else empty; at most 200 characters
     */
    record Standing(Setup setup, boolean running, boolean ready, String reason) {}
}
