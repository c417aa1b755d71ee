/** What {@code cairn bench} measures: figures of this machine, beside peers where there are any. Used by the entry point alone. */
@NullMarked
package dev.cairn.app.bench;

import org.jspecify.annotations.NullMarked;
