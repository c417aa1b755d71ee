/**
 * Takes xz files apart into what their packer decided (literals, matches, distances) and puts them together again, byte for byte. Two
 * versions of a kernel module differ everywhere once packed; their decisions differ where the modules do.
 */
@NullMarked
package dev.cairn.image.lzma;

import org.jspecify.annotations.NullMarked;
