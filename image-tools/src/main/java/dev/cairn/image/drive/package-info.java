/**
 * Writing one image to many drives with read-back, and reading single files out of images. Used by app and daemon; a platform thread per drive, one that
 * reads ahead for all, and one that watches for drives which do not answer.
 */
@NullMarked
package dev.cairn.image.drive;

import org.jspecify.annotations.NullMarked;
