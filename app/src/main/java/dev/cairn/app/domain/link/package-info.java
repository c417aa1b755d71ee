/**
 * How the laptop hears nodes and talks to them: the ports, and what passes through them. Implementations may block.
 */
@NullMarked
package dev.cairn.app.domain.link;

import org.jspecify.annotations.NullMarked;
