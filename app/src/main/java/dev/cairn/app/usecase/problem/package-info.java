/**
 * Turns the errors of the modules below into the one shape of the app, and any problem into its three texts. Stateless.
 */
@NullMarked
package dev.cairn.app.usecase.problem;

import org.jspecify.annotations.NullMarked;
