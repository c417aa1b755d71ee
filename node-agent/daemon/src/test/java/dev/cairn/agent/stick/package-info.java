/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.stick;

import org.jspecify.annotations.NullMarked;
