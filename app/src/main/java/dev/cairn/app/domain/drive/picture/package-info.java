/**
 * A picture of a machine's block devices, the same for every operating system, and the rules that say which drives may be
 * written. Pure values and functions; adapters take the pictures. Safe for many threads.
 */
@NullMarked
package dev.cairn.app.domain.drive.picture;

import org.jspecify.annotations.NullMarked;
