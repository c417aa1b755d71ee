/**
 * Bringing sites and laptop to the same knowledge: orders and chunks out, state and telemetry home, rollouts over many sites.
 * One lane per node; safe for use by many threads.
 */
@NullMarked
package dev.cairn.app.usecase.sync;

import org.jspecify.annotations.NullMarked;
