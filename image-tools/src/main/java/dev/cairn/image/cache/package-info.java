/**
 * What earlier work left for later work to take over: small entries named by the digest of what they were made from. Used by
 * {@code slot}; safe for use by many threads and processes.
 */
@NullMarked
package dev.cairn.image.cache;

import org.jspecify.annotations.NullMarked;
