package dev.cairn.agent.update;

/** What can happen to an update. */
public enum UpdateEvent {
    /** An order asks for a release that does not run. */
    ORDERED,
    /** A newer order asks for something else, or for nothing. */
    CANCELLED,
    /** Everything that the other slot needs is on the node. */
    CHUNKS_COMPLETE,
    /** A chunk that was there turned out to be damaged. */
    CHUNKS_LOST,
    /** The other slot has all its bytes. */
    WRITTEN,
    /** The other slot was read back and holds them. */
    VERIFIED,
    /** The cluster's state was saved on this node's disk, or it is known that the update goes on without that. */
    STATE_KEPT,
    /** Kernel, initrd and trial entry are in place. */
    ARMED,
    /** The agent started in the slot that the update began in, and nothing was tried. */
    STARTED_IN_OLD,
    /** The agent started in the slot that the update is about. */
    STARTED_IN_TARGET,
    /** The loader came back to the slot that the update began in. */
    FELL_BACK,
    /** The slot that the update began in was started again without a try of the other one. */
    PASSED_OVER,
    /** The trial came through the firmware, became healthy and stayed so. */
    HEALTHY,
    /** The health window ended, or the trial did not stay healthy. */
    UNHEALTHY,
    /** The target's entry has no counter any more. */
    COMMITTED,
    /** The step cannot be done on this node. */
    FAILED
}
