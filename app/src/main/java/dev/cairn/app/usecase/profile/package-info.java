/**
 * What a person wants of profiles: one class per intention. Used by screens and commands; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.profile;

import org.jspecify.annotations.NullMarked;
