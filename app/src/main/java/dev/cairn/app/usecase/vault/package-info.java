/**
 * What a person wants of the vault: one class per intention. Used by screens and commands; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.vault;

import org.jspecify.annotations.NullMarked;
