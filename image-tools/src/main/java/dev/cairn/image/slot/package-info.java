/**
 * The slot bundle: one infrastructure stack as files with a manifest, and the boot loader entries that start it. Used by app and daemon; values are thread-safe, a build belongs to one thread.
 */
@NullMarked
package dev.cairn.image.slot;

import org.jspecify.annotations.NullMarked;
