/**
 * Cluster profiles: named, versioned stacks of layers, their YAML form and what can be wrong with one. Immutable, pure.
 */
@NullMarked
package dev.cairn.app.domain.profile;

import org.jspecify.annotations.NullMarked;
