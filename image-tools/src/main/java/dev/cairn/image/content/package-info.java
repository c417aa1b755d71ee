/**
 * What of a release runs inside Kubernetes: image archives, charts and manifests of its upper layers, as an OCI layout in the content
 * partition and as chunks for nodes that have an older one. Used by the bake, by the laptop's transfers and by agents. Values are
 * immutable; builders are stateless.
 */
@NullMarked
package dev.cairn.image.content;

import org.jspecify.annotations.NullMarked;
