/**
 * How a node finds its way into its site's cluster without a laptop, and how the cluster grows and heals: one pure decision, one
 * record that is saved before each act, one table of what follows what. One lane decides; other threads read snapshots.
 */
@NullMarked
package dev.cairn.agent.formation;

import org.jspecify.annotations.NullMarked;
