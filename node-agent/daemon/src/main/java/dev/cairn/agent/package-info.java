/**
 * The daemon that runs on every node.
 */
@NullMarked
package dev.cairn.agent;

import org.jspecify.annotations.NullMarked;
