/**
 * Makes label sheets as PDF. Used by wiring only; stateless.
 */
@NullMarked
package dev.cairn.app.adapter.label;

import org.jspecify.annotations.NullMarked;
