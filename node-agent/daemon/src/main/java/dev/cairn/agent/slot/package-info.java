/**
 * Ports to the two slots, the boot loader's entries and the machine itself, and what both machines share; used by the update.
 */
@NullMarked
package dev.cairn.agent.slot;

import org.jspecify.annotations.NullMarked;
