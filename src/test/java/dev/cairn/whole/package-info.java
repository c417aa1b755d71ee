/** The whole system, started as a person would: the cairn command with its arguments, output and exit codes. */
@NullMarked
package dev.cairn.whole;

import org.jspecify.annotations.NullMarked;
