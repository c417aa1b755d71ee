/**
 * What runs in a site's Kubernetes, as its API told it, and the ports to ask and to keep that. Immutable values; safe for many threads.
 */
@NullMarked
package dev.cairn.app.domain.kubernetes;

import org.jspecify.annotations.NullMarked;
