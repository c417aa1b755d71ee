/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.k3s;

import org.jspecify.annotations.NullMarked;
