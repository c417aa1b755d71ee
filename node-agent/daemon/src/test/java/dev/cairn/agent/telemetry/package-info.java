/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.telemetry;

import org.jspecify.annotations.NullMarked;
