/**
 * Disk formats, the image baker, the chunk store and the drive writer; pure Java, knows no other Cairn module. This package
 * holds what all of it shares: the error, progress and cancellation, hashing, and files that only get their name when whole.
 * Anyone may use it. Long calls run on the caller's thread.
 */
@NullMarked
package dev.cairn.image;

import org.jspecify.annotations.NullMarked;
