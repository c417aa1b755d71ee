/** What the laptop reads of a site's Kubernetes, against an API server that plays its answers and its faults. */
@NullMarked
package dev.cairn.workloads;

import org.jspecify.annotations.NullMarked;
