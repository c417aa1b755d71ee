package dev.cairn.agent.formation;

/** What moves a node from one phase of its formation to the next. */
public enum FormationEvent {
    /** It knows its site, and has Kubernetes. */
    PLACED,

    /** It was a first server before it kept a record. */
    ADOPTED,

    /** It heard nobody's cluster and nobody's claim for as long as the window says. */
    SETTLED,

    /** Another node's claim goes first. */
    OUTRANKED,

    /** Its claim stood, or an order names it. */
    CHOSEN,

    /** Its own new cluster works. */
    SEEDED,

    /** Another cluster of the site was there before its own worked. */
    ABANDONED,

    /** It heard its site's cluster. */
    CLUSTER_HEARD,

    /** It works as an agent. */
    JOINED,

    /** A server lets it become one. */
    GRANTED,

    /** It is in the member list, and works. */
    PROMOTED,

    /** What let it become a server is no longer said, and it is no member. */
    WITHDRAWN,

    /** A majority says that it is no member any more. */
    REMOVED,

    /** Its server's data are put away, and it knows a cluster. */
    CLEARED,

    /** Its server's data are put away, and it knows no cluster. */
    EMPTIED,

    /** Something forbids it to go on outside of a cluster. */
    STOPPED,

    /** What forbade it is over. */
    RELEASED
}
