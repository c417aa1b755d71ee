/**
 * The desktop app and the command line.
 */
@NullMarked
package dev.cairn.app;

import org.jspecify.annotations.NullMarked;
