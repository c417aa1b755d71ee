package dev.cairn.app.ui.chart;

import java.time.Instant;

/** Something that happened, drawn as a line through the chart: an update, a reboot. */
public record Mark(Instant at, String words) {}
