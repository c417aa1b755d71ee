/**
 * The library: artifacts, the releases resolved from them, and the images baked from releases. Immutable records and ports.
 */
@NullMarked
package dev.cairn.app.domain.library;

import org.jspecify.annotations.NullMarked;
