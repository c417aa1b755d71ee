/** Holds the arrows between modules and packages as tests; each rule also runs on a fixture that breaks it. */
@NullMarked
package dev.cairn.architecture;

import org.jspecify.annotations.NullMarked;
