/**
 * The command line: parses arguments, calls use cases, prints for people or as one JSON document. Used by the entry point; one
 * command runs on the main thread.
 */
@NullMarked
package dev.cairn.app.cli;

import org.jspecify.annotations.NullMarked;
