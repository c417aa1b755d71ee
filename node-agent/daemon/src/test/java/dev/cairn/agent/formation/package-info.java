/** Formation in a simulated site: the very code of the agent with a clock, a network, disks and power that a seed decides. */
@NullMarked
package dev.cairn.agent.formation;

import org.jspecify.annotations.NullMarked;
