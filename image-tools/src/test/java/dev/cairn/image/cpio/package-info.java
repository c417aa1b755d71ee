/** Our archives judged by GNU cpio, its archives read by us, and damage to both. */
@NullMarked
package dev.cairn.image.cpio;

import org.jspecify.annotations.NullMarked;
