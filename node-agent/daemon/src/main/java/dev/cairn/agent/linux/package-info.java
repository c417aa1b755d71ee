/**
 * The real machine: partitions, ESP, systemd; used by the wiring alone.
 */
@NullMarked
package dev.cairn.agent.linux;

import org.jspecify.annotations.NullMarked;
