/**
 * The port to a Kubernetes distribution and its k3s driver; one lane watches, other threads read snapshots.
 */
@NullMarked
package dev.cairn.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
