/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.facts;

import org.jspecify.annotations.NullMarked;
