/**
 * Tests of what the Drives screen knows and says, without a display.
 */
@NullMarked
package dev.cairn.app.ui.drives;

import org.jspecify.annotations.NullMarked;
