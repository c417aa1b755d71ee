/**
 * The driver for k3s: its files, its options, its members and its place under systemd; used by the wiring alone, which hands it
 * out as the ports of {@code kubernetes}. One lane calls it.
 */
@NullMarked
package dev.cairn.agent.k3s;

import org.jspecify.annotations.NullMarked;
