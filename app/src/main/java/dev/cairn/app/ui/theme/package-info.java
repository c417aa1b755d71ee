/**
 * Light and dark, and icons; the font is the system's own. For views; FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.theme;

import org.jspecify.annotations.NullMarked;
