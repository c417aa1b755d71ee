/**
 * Artifacts and slot bundles as files of the data folder. Built by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.files;

import org.jspecify.annotations.NullMarked;
