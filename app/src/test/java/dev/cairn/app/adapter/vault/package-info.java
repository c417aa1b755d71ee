/**
 * Tests of the vault's file: judged by the JDK's own primitives and by published vectors, damaged at every byte, killed at every step.
 */
@NullMarked
package dev.cairn.app.adapter.vault;

import org.jspecify.annotations.NullMarked;
