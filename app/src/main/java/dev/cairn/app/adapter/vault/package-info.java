/**
 * The vault as one encrypted file in the data folder (decision {@code vault}). Built by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.vault;

import org.jspecify.annotations.NullMarked;
