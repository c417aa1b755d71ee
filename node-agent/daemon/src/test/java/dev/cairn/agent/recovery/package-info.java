/** Tests of the bootstrap system. */
@NullMarked
package dev.cairn.agent.recovery;

import org.jspecify.annotations.NullMarked;
