/**
 * What the systems that cannot open a drive as a file have in common: the port that their adapters implement, and how they call functions
 * of the system. Used by dev.cairn.image.drive and the adapters below it; starts no threads.
 */
@NullMarked
package dev.cairn.image.drive.raw;

import org.jspecify.annotations.NullMarked;
