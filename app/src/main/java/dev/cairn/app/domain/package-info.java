/**
 * What the laptop knows and decides: records, sealed states, pure policy, and the ports that adapters implement.
 * Used by every other package of the app; knows none of them. Everything here is immutable unless a type says otherwise.
 */
@NullMarked
package dev.cairn.app.domain;

import org.jspecify.annotations.NullMarked;
