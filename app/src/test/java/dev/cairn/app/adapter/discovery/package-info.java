/**
 * Tests of discovery on the loopback interface.
 */
@NullMarked
package dev.cairn.app.adapter.discovery;

import org.jspecify.annotations.NullMarked;
