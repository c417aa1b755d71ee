/**
 * Drives that can be written, why some are never offered, and the record of what was written. Immutable records and ports.
 */
@NullMarked
package dev.cairn.app.domain.drive;

import org.jspecify.annotations.NullMarked;
