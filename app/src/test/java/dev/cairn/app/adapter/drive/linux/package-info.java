/**
 * Tests of the drives of recorded machines.
 */
@NullMarked
package dev.cairn.app.adapter.drive.linux;

import org.jspecify.annotations.NullMarked;
