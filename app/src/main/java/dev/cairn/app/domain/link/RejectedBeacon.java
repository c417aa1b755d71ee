package dev.cairn.app.domain.link;

/** A datagram that was no beacon of this fleet: told once for each source address. */
public record RejectedBeacon(String host, String reason) {}
