/**
 * Tells whether a tree can be booted as a base OS and what is missing. Used by slot and the app; runs on the caller's thread.
 */
@NullMarked
package dev.cairn.image.baseos;

import org.jspecify.annotations.NullMarked;
