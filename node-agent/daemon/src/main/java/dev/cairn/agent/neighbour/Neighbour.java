package dev.cairn.agent.neighbour;

import dev.cairn.protocol.Beacon;
import java.net.InetAddress;
import java.time.Instant;

/** Another node, as its newest authenticated beacon told. Immutable. */
public record Neighbour(Beacon beacon, InetAddress address, Instant heardAt) {
    /** The fingerprint of its host key as MINA and OpenSSH print it. */
    String hostKey() {
        return "SHA256:" + beacon.hostKeySha256();
    }

    /** True if this beacon was sent after the other one, as far as one can tell. */
    boolean isNewerThan(Neighbour other) {
        return !beacon.bootId().equals(other.beacon.bootId()) || beacon.counter() > other.beacon.counter();
    }
}
