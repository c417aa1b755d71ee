/**
 * Drives of Linux from sysfs, procfs and superblocks, all below one root folder so that tests can record a machine. Built by wiring
 * alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.drive.linux;

import org.jspecify.annotations.NullMarked;
