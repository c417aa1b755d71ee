/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.watchdog;

import org.jspecify.annotations.NullMarked;
