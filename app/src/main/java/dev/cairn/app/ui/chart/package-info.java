/**
 * A time chart on a canvas: range, decimation, axes, gaps and marks. For the telemetry screen; FX thread only where it draws.
 */
@NullMarked
package dev.cairn.app.ui.chart;

import org.jspecify.annotations.NullMarked;
