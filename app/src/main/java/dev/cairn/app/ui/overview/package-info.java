/**
 * The overview: what needs a person first, then numbers, then the map. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.overview;

import org.jspecify.annotations.NullMarked;
