/**
 * What a person wants of drives: see them, write them, check them. Used by screens and commands; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.drive;

import org.jspecify.annotations.NullMarked;
