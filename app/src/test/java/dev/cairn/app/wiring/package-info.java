/**
 * Tests of the wired app on real files.
 */
@NullMarked
package dev.cairn.app.wiring;

import org.jspecify.annotations.NullMarked;
