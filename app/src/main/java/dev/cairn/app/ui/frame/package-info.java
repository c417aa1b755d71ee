/**
 * The frame around all screens: rail, top bar, command palette, detail drawer, job tray, dialogs, notices. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.frame;

import org.jspecify.annotations.NullMarked;
