/**
 * The archives that an initrd consists of: cpio in the forms "newc" and "crc", plain or packed, one after another (Linux
 * Documentation/driver-api/early-userspace/buffer-format.rst). Reading and writing; used by baseos. Everything runs on the caller's thread.
 */
@NullMarked
package dev.cairn.image.cpio;

import org.jspecify.annotations.NullMarked;
