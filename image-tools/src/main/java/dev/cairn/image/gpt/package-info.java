/**
 * GUID partition tables, writing and reading (UEFI specification 2.10, section 5). Used by bake and drive; values, hence thread-safe.
 */
@NullMarked
package dev.cairn.image.gpt;

import org.jspecify.annotations.NullMarked;
