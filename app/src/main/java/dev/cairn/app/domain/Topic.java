package dev.cairn.app.domain;

/** A kind of stored thing that can change. */
public enum Topic {
    FLEET,
    SITES,
    NODES,
    PROFILES,
    ARTIFACTS,
    RELEASES,
    IMAGES,
    DRIVES,
    ORDERS,
    ROLLOUTS,
    TELEMETRY,
    ACTIVITY
}
