/**
 * The SSH server and the commands that it offers; the commands run on virtual threads.
 */
@NullMarked
package dev.cairn.agent.ssh;

import org.jspecify.annotations.NullMarked;
