/**
 * What a node and a laptop say to each other; knows no other Cairn module.
 */
@NullMarked
package dev.cairn.protocol;

import org.jspecify.annotations.NullMarked;
