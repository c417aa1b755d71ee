/**
 * Takes signed orders or refuses them by name; called on the SSH server's threads, one order at a time.
 */
@NullMarked
package dev.cairn.agent.order;

import org.jspecify.annotations.NullMarked;
