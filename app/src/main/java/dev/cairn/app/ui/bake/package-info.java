/**
 * Baking an image of a release: for whom, then it runs as a job. Used by the profiles and library screens. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.bake;

import org.jspecify.annotations.NullMarked;
