/**
 * Brings the site's cluster back to a snapshot by order, once and resumable; the lane that forms clusters takes its steps, other threads read its status.
 */
@NullMarked
package dev.cairn.agent.restore;

import org.jspecify.annotations.NullMarked;
