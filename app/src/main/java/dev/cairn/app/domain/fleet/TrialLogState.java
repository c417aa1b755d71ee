package dev.cairn.app.domain.fleet;

/** Whether there is a log of a failed trial, and if not, why. */
public enum TrialLogState {
    /** It is there. */
    KEPT,

    /** No trial has failed, as far as the node knows. */
    NO_TRIAL,

    /** The node is still looking for it. */
    NOT_YET,

    /** The trial ended before anything that it logged was on the disk. */
    NOTHING_WRITTEN,

    /** The node cannot read what earlier boots logged. */
    UNREADABLE,

    /** The node's agent is of a version that keeps no such logs. */
    AGENT_TOO_OLD;

    /** Whether asking again can bring nothing else. */
    public boolean isFinal() {
        return this == KEPT || this == NOTHING_WRITTEN;
    }
}
