/**
 * The fleet, its sites and nodes, and what is known about them, with its age. Immutable records and the ports that keep them.
 */
@NullMarked
package dev.cairn.app.domain.fleet;

import org.jspecify.annotations.NullMarked;
