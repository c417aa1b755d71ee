package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.Member;

/** What a node does after it saved why; each may be done again. */
sealed interface Action {
    /** Nothing to do now. */
    record Rest() implements Action {}

    /** Measures the disk. */
    record ProbeDisk() implements Action {}

    /** Makes the cluster. */
    record StartFirst() implements Action {}

    /** Joins as a server. */
    record JoinAsServer(String address) implements Action {}

    /** Joins as an agent. */
    record JoinAsAgent(String address) implements Action {}

    /** Puts a server's data away. */
    record ForgetServer() implements Action {}

    /** Takes another node out of the member list. */
    record RemoveMember(Member member) implements Action {}

    /** Saves the database before the member list changes. */
    record Snapshot(String name) implements Action {}
}
