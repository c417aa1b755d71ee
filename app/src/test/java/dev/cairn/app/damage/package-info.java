/** Damage that tests do to what the app reads. */
@NullMarked
package dev.cairn.app.damage;

import org.jspecify.annotations.NullMarked;
