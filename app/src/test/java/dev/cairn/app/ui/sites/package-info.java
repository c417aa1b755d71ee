/** Tests of what the sites screen knows, without a display. */
@NullMarked
package dev.cairn.app.ui.sites;

import org.jspecify.annotations.NullMarked;
