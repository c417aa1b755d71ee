/**
 * What a person wants to see of telemetry. Used by screens and commands; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.telemetry;

import org.jspecify.annotations.NullMarked;
