/**
 * The spool and what fills it: samplers, the journal and the agent's own log; the spool is thread-safe, each source has a lane.
 */
@NullMarked
package dev.cairn.agent.telemetry;

import org.jspecify.annotations.NullMarked;
