/**
 * The machine that the demo plays with folders and process restarts; used by the wiring and as a program of its own.
 */
@NullMarked
package dev.cairn.agent.played;

import org.jspecify.annotations.NullMarked;
