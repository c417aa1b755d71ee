/**
 * What of the release runs inside Kubernetes, as this node holds it: read from the content partition of the disk that it was booted from.
 * Used by the driver, which places it where the distribution looks, and by the wiring. Thread-safe unless said otherwise.
 */
@NullMarked
package dev.cairn.agent.content;

import org.jspecify.annotations.NullMarked;
