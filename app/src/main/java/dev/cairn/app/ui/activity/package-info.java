/**
 * The activity screen: who did what, when. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.activity;

import org.jspecify.annotations.NullMarked;
