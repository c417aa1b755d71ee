/**
 * Work behind screens: the one funnel to the FX thread, loading states, and work off the FX thread. For view models.
 */
@NullMarked
package dev.cairn.app.ui.work;

import org.jspecify.annotations.NullMarked;
