/** Holds problem codes and their texts together. */
@NullMarked
package dev.cairn.texts;

import org.jspecify.annotations.NullMarked;
