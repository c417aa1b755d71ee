/**
 * Tests of the vault's view model, without a display.
 */
@NullMarked
package dev.cairn.app.ui.vault;

import org.jspecify.annotations.NullMarked;
