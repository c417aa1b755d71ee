/**
 * Judges whether a trial is as good as before; used by the update, on its lane.
 */
@NullMarked
package dev.cairn.agent.health;

import org.jspecify.annotations.NullMarked;
