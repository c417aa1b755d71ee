/**
 * Writing images to drives with read-back, and reading single files out of images. Used by app and daemon; one writer per drive, each on its caller's thread.
 */
@NullMarked
package dev.cairn.image.drive;

import org.jspecify.annotations.NullMarked;
