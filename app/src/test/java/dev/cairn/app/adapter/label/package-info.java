/**
 * Tests of label sheets.
 */
@NullMarked
package dev.cairn.app.adapter.label;

import org.jspecify.annotations.NullMarked;
