/**
 * Orders: signed statements of the state that a site should have. Immutable records and the port that keeps them.
 */
@NullMarked
package dev.cairn.app.domain.order;

import org.jspecify.annotations.NullMarked;
