/**
 * Puts Cairn from an installer stick on the machine's own disk, in place of becoming a node. Built by the wiring alone; one thread, but for
 * what is told while the disk is written.
 */
@NullMarked
package dev.cairn.agent.install;

import org.jspecify.annotations.NullMarked;
