/**
 * A small client of the D-Bus system bus that can be given open file descriptors: one connection, one call at a time (D-Bus Specification 0.43).
 * Used by dev.cairn.image.drive.linux; starts no threads.
 */
@NullMarked
package dev.cairn.image.drive.dbus;

import org.jspecify.annotations.NullMarked;
