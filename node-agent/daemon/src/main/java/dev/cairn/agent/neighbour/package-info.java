/**
 * Nodes of one site pass chunks to each other: who they are by their authenticated beacons, what one offers, what another fetches, and whose turn
 * it is to update. One lane fetches; everything else may be called from any thread.
 */
@NullMarked
package dev.cairn.agent.neighbour;

import org.jspecify.annotations.NullMarked;
