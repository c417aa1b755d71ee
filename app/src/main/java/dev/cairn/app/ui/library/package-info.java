/**
 * The library screen: artifacts, releases and images. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.library;

import org.jspecify.annotations.NullMarked;
