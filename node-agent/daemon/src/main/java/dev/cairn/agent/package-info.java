/**
 * The daemon that runs on every node; this package holds only its main class.
 */
@NullMarked
package dev.cairn.agent;

import org.jspecify.annotations.NullMarked;
