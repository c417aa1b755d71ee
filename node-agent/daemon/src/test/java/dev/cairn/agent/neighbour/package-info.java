/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.neighbour;

import org.jspecify.annotations.NullMarked;
