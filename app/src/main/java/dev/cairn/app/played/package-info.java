/**
 * What the demo plays because it cannot be had on a laptop without root: a base OS of the right shape, a Kubernetes binary that
 * is a line of text, a file as drive, and machines that are processes. Used by {@code demo} alone; single-threaded except where said.
 */
@NullMarked
package dev.cairn.app.played;

import org.jspecify.annotations.NullMarked;
