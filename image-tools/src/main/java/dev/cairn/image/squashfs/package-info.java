/**
 * The squashfs 4.0 file system, writing and reading. Used by slot, bake and drive; a writer belongs to one thread, a reader may be shared.
 */
@NullMarked
package dev.cairn.image.squashfs;

import org.jspecify.annotations.NullMarked;
