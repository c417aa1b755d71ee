/**
 * Drives of Windows as PowerShell's Storage module tells them. Built by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.drive.windows;

import org.jspecify.annotations.NullMarked;
