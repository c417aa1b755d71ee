/**
 * JSON (RFC 8259) to and from records, lists and maps: what Jackson's databind would do for these, in a fiftieth of its classes, since each of
 * them stays in the memory of a node. Jackson's core reads and writes the text; its annotations say what is named otherwise than in Java.
 */
@NullMarked
package dev.cairn.json;

import org.jspecify.annotations.NullMarked;
