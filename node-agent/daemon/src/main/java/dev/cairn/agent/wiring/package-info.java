/**
 * Builds the daemon, top to bottom, in boot order, and owns its closing; used by the main class alone.
 */
@NullMarked
package dev.cairn.agent.wiring;

import org.jspecify.annotations.NullMarked;
