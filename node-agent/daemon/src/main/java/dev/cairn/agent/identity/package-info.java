/**
 * Who this node is: its id, SSH host key, seed and place in a site; read by all, written at start and by orders.
 */
@NullMarked
package dev.cairn.agent.identity;

import org.jspecify.annotations.NullMarked;
