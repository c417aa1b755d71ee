/**
 * The update from order to commit: one transition table, saved before each act; one lane acts, other threads read snapshots.
 */
@NullMarked
package dev.cairn.agent.update;

import org.jspecify.annotations.NullMarked;
