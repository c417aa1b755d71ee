/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.update;

import org.jspecify.annotations.NullMarked;
