/**
 * Writing whole drives on Windows through kernel32.dll. Used by dev.cairn.image.drive; starts no threads. It has never run on a real Windows:
 * tests play kernel32.
 */
@NullMarked
package dev.cairn.image.drive.windows;

import org.jspecify.annotations.NullMarked;
