/**
 * Announces the node and answers authenticated probes; one lane sends, one thread listens.
 */
@NullMarked
package dev.cairn.agent.beacon;

import org.jspecify.annotations.NullMarked;
