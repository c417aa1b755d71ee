/**
 * The desktop app: the one package with the entry that opens the window. The command line may call it; FX thread unless said.
 */
@NullMarked
package dev.cairn.app.ui;

import org.jspecify.annotations.NullMarked;
