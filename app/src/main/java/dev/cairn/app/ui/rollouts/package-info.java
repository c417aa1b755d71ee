/**
 * The rollouts screen: waves as columns, sites as chips. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.rollouts;

import org.jspecify.annotations.NullMarked;
