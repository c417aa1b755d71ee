/**
 * Writing whole drives on macOS through libSystem and diskutil. Used by dev.cairn.image.drive; starts no threads. It has never run on a real
 * Mac: tests play both.
 */
@NullMarked
package dev.cairn.image.drive.macos;

import org.jspecify.annotations.NullMarked;
