/**
 * The vault on the screen: unlock it, lock it, set a passphrase. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.vault;

import org.jspecify.annotations.NullMarked;
