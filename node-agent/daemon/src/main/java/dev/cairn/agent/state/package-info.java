/**
 * Files that survive a power cut, for every package of the daemon; thread-safe, starts no threads.
 */
@NullMarked
package dev.cairn.agent.state;

import org.jspecify.annotations.NullMarked;
