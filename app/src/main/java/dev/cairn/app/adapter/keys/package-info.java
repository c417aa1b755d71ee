/**
 * The fleet key and this laptop's SSH key as files that only their owner can read. Built by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.keys;

import org.jspecify.annotations.NullMarked;
