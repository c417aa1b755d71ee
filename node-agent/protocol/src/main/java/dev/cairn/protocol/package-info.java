/**
 * What a node and a laptop say to each other: values, codecs and keys. Every module may use it; it knows no other Cairn module.
 * All values are immutable, and nothing here starts threads.
 */
@NullMarked
package dev.cairn.protocol;

import org.jspecify.annotations.NullMarked;
