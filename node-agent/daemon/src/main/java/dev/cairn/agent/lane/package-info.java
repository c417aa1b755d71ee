/**
 * The one place where the daemon waits: named virtual threads that take turns, for every package; each lane is one thread.
 */
@NullMarked
package dev.cairn.agent.lane;

import org.jspecify.annotations.NullMarked;
