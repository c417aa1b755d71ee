/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.health;

import org.jspecify.annotations.NullMarked;
