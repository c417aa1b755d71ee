/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.slot;

import org.jspecify.annotations.NullMarked;
