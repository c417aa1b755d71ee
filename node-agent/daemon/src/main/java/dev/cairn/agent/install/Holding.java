package dev.cairn.agent.install;

import dev.cairn.protocol.FleetId;

/** What a disk holds. Immutable. */
public sealed interface Holding {
    /** Zeros at both ends, and nothing that anybody recognises. */
    record Nothing() implements Holding {}

    /** A write of Cairn's that was cut: what was there before is gone. */
    record UnfinishedWrite() implements Holding {}

    /** A whole Cairn. */
    record Cairn(FleetId fleet, String batch) implements Holding {}

    /** Something else. */
    record Data() implements Holding {}
}
