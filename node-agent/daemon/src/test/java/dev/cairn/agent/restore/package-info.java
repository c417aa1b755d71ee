/** Tests of the way back to a snapshot. */
@NullMarked
package dev.cairn.agent.restore;

import org.jspecify.annotations.NullMarked;
