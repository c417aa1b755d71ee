/**
 * Tests of drives on recorded trees.
 */
@NullMarked
package dev.cairn.app.adapter.drive;

import org.jspecify.annotations.NullMarked;
