/**
 * Builds the app: constructs every adapter and use case in order and closes them in reverse. Used by the entry points alone.
 */
@NullMarked
package dev.cairn.app.wiring;

import org.jspecify.annotations.NullMarked;
