/**
 * Talks to nodes over SSH: exec commands with JSON answers, host keys pinned, public keys only. Built by wiring alone; the
 * client is safe for many threads, a link is for one.
 */
@NullMarked
package dev.cairn.app.adapter.ssh;

import org.jspecify.annotations.NullMarked;
