/**
 * The main job on a scratch fleet, told step by step: real use cases on machines that {@code played} plays. Used by the
 * command line and by the first-start screen; one demo runs on one thread.
 */
@NullMarked
package dev.cairn.app.demo;

import org.jspecify.annotations.NullMarked;
