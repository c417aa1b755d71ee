/**
 * The drives screen: one card per drive, writing, receipts. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.drives;

import org.jspecify.annotations.NullMarked;
