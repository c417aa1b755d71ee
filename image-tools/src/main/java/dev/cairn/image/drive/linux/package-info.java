/**
 * Writing whole drives on Linux. For those who may not open them udisks2 does and passes the descriptor, after polkit has asked whoever may allow
 * it. Used by dev.cairn.image.drive, and by the app for unmounting; starts no threads.
 */
@NullMarked
package dev.cairn.image.drive.linux;

import org.jspecify.annotations.NullMarked;
