/**
 * The first start on an empty data folder: a new fleet or a demo fleet. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.start;

import org.jspecify.annotations.NullMarked;
