/**
 * The FAT32 file system of the EFI system partition, writing and reading (Microsoft FAT specification 1.03). Used by bake and drive; one thread each.
 */
@NullMarked
package dev.cairn.image.fat;

import org.jspecify.annotations.NullMarked;
