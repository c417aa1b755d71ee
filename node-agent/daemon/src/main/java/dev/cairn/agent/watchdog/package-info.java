/**
 * Tells systemd that the agent is alive, so that one that hangs is started again; used by the wiring, one lane.
 */
@NullMarked
package dev.cairn.agent.watchdog;

import org.jspecify.annotations.NullMarked;
