/**
 * Whole disk images: baking, inspecting and verifying them. Used by the app; each call runs on the caller's thread.
 */
@NullMarked
package dev.cairn.image.bake;

import org.jspecify.annotations.NullMarked;
