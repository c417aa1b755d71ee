/**
 * Asks Kubernetes' own API over HTTPS through a tunnel. Used by wiring alone; safe for many threads.
 */
@NullMarked
package dev.cairn.app.adapter.kubernetes;

import org.jspecify.annotations.NullMarked;
