/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.order;

import org.jspecify.annotations.NullMarked;
