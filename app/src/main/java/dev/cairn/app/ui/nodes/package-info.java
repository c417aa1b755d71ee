/**
 * The nodes screen: the discovered group, assignment, facts, slots and updates. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.nodes;

import org.jspecify.annotations.NullMarked;
