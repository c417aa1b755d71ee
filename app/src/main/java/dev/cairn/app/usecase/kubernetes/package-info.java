/**
 * Reaching the Kubernetes API of a site through one of its servers. Used by ui and cli; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.kubernetes;

import org.jspecify.annotations.NullMarked;
