/**
 * What a site that holds one image needs for another: by chunks, as a patch, as a whole. Used by the app; each call runs on its caller's
 * thread and helpers of its own.
 */
@NullMarked
package dev.cairn.image.diff;

import org.jspecify.annotations.NullMarked;
