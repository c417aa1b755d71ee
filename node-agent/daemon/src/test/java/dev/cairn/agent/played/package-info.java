/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.played;

import org.jspecify.annotations.NullMarked;
