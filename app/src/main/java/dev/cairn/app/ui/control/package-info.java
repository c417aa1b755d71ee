/**
 * Controls that several screens share: badges, empty states, problems, facts, rings. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.control;

import org.jspecify.annotations.NullMarked;
