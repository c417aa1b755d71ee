/**
 * Turns any problem into the three texts that a person reads. Stateless; used by screens and commands.
 */
@NullMarked
package dev.cairn.app.usecase.problem;

import org.jspecify.annotations.NullMarked;
