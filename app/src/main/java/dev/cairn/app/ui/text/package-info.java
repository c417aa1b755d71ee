/**
 * Words and numbers as people read them: texts by key, ages, sizes. For every screen; any thread.
 */
@NullMarked
package dev.cairn.app.ui.text;

import org.jspecify.annotations.NullMarked;
