/**
 * What a slot is made of: tar streams and lists of files, and the merged tree that they give. Used by callers to name layers and by slot, squashfs and baseos; not thread-safe unless a type says so.
 */
@NullMarked
package dev.cairn.image.layer;

import org.jspecify.annotations.NullMarked;
