/**
 * Tests of this part of the daemon.
 */
@NullMarked
package dev.cairn.agent.install;

import org.jspecify.annotations.NullMarked;
