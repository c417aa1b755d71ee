/**
 * The fleet key and this laptop's SSH key: private halves in the vault, public halves as files; and files that only their owner can read. Built by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.keys;

import org.jspecify.annotations.NullMarked;
