package dev.cairn.app.domain.fleet;

/** A disk as the node sees it. */
public record DiskFact(String name, String model, String serial, long bytes) {}
