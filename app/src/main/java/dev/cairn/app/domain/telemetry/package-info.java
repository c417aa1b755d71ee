/**
 * Samples, log lines and gaps brought home from nodes. Immutable records and the port that keeps them.
 */
@NullMarked
package dev.cairn.app.domain.telemetry;

import org.jspecify.annotations.NullMarked;
