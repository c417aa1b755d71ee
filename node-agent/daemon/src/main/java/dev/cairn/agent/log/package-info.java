/**
 * The agent's logger: SLF4J's messages as lines on standard output and for whoever else listens, at a hundredth of what a logging library
 * costs in memory; thread-safe.
 */
@NullMarked
package dev.cairn.agent.log;

import org.jspecify.annotations.NullMarked;
