/**
 * Light and dark, fonts and icons. For views; FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.theme;

import org.jspecify.annotations.NullMarked;
