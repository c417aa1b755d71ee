/**
 * The settings screen. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.settings;

import org.jspecify.annotations.NullMarked;
