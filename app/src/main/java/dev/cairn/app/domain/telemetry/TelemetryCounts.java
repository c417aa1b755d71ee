package dev.cairn.app.domain.telemetry;

/** How much is stored. */
public record TelemetryCounts(long samples, long logLines, long gaps) {}
