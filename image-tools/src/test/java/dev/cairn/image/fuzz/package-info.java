/**
 * Throws damaged archives, initrds, file systems, partition tables, compressed images, contents and manifests at every parser: each must be taken or refused with an {@code
 * ImageException} that names the file (and, for archives, the offset), within 10 s of processor time and 64 MiB of memory. A run of the tests does 20,000 with a
 * fresh seed, which it prints, and all that ever failed (the list in {@code ParserFuzzTest}).
 *
 * <p>System properties: {@code cairn.fuzz.runs} sets the number of runs (the night form is {@code mvn -pl image-tools test -Dtest=ParserFuzzTest
 * -Dcairn.fuzz.runs=1000000}), {@code cairn.fuzz.seed} the first seed.
 */
@NullMarked
package dev.cairn.image.fuzz;

import org.jspecify.annotations.NullMarked;
