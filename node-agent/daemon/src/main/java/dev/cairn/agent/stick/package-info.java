/**
 * Update sticks: a plain file system with signed orders and bundles that somebody carries to a site. What stands on it is believed no more than what
 * comes over a network. One lane looks for them.
 */
@NullMarked
package dev.cairn.agent.stick;

import org.jspecify.annotations.NullMarked;
