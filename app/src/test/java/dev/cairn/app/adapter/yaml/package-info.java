/**
 * Tests of profile files.
 */
@NullMarked
package dev.cairn.app.adapter.yaml;

import org.jspecify.annotations.NullMarked;
