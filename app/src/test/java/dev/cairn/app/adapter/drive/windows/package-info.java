/**
 * Tests of the drives of recorded machines.
 */
@NullMarked
package dev.cairn.app.adapter.drive.windows;

import org.jspecify.annotations.NullMarked;
