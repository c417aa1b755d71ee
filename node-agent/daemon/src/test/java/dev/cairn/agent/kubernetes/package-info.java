/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
