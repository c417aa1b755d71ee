/**
 * The profile designer: a stack of layers drawn as slabs. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.profiles;

import org.jspecify.annotations.NullMarked;
