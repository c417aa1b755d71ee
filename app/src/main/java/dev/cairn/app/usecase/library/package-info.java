/**
 * What a person wants of the library: artifacts in, releases and images out. Used by screens and commands; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.library;

import org.jspecify.annotations.NullMarked;
