/**
 * The vault: where the laptop's secrets stand, and what opens it. Ports and values alone; used by use cases and adapters, safe for many threads.
 */
@NullMarked
package dev.cairn.app.domain.vault;

import org.jspecify.annotations.NullMarked;
