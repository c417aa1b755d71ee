/**
 * A running installer stick as the image of another disk: the same system under new identities, made while it is read. Used by the node
 * agent's installer; one thread, but what is read by a {@link dev.cairn.image.drive.WriteSession}.
 */
@NullMarked
package dev.cairn.image.clone;

import org.jspecify.annotations.NullMarked;
