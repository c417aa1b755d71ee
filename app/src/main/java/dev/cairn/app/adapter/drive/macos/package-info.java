/**
 * Drives of macOS as diskutil and tmutil tell them. Built by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.drive.macos;

import org.jspecify.annotations.NullMarked;
