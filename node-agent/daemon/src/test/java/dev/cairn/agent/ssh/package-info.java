/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.ssh;

import org.jspecify.annotations.NullMarked;
