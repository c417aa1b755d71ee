/**
 * The flash line: armed once, it writes every drive that is put in. Used by the Drives screen; safe for many threads.
 */
@NullMarked
package dev.cairn.app.usecase.flash;

import org.jspecify.annotations.NullMarked;
