/**
 * What anyone did, when and to what. Immutable records and the port that keeps them.
 */
@NullMarked
package dev.cairn.app.domain.activity;

import org.jspecify.annotations.NullMarked;
