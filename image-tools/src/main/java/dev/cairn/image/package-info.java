/**
 * Disk formats, the image baker, the chunk store and the drive writer; pure Java, knows no other Cairn module.
 */
@NullMarked
package dev.cairn.image;

import org.jspecify.annotations.NullMarked;
