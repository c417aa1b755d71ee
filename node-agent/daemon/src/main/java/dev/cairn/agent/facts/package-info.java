/**
 * Reads the hardware from /proc, /sys and DMI below an injected root; stateless.
 */
@NullMarked
package dev.cairn.agent.facts;

import org.jspecify.annotations.NullMarked;
