/**
 * Tests of the flash line on ports that are played.
 */
@NullMarked
package dev.cairn.app.usecase.flash;

import org.jspecify.annotations.NullMarked;
