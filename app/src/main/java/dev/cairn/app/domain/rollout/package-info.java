/**
 * Rollouts: bringing many sites to a release, in waves. Immutable records, pure policy, and the port that keeps them.
 */
@NullMarked
package dev.cairn.app.domain.rollout;

import org.jspecify.annotations.NullMarked;
