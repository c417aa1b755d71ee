/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.linux;

import org.jspecify.annotations.NullMarked;
