/**
 * What a person wants of the fleet, its sites and nodes: one class per intention. Used by screens and commands; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.fleet;

import org.jspecify.annotations.NullMarked;
