/**
 * The drives of this machine: finding them, refusing the dangerous ones, writing the others. Built by wiring alone; safe for
 * many threads, one drive per thread.
 */
@NullMarked
package dev.cairn.app.adapter.drive;

import org.jspecify.annotations.NullMarked;
