/**
 * Starting an update of a site: choose the release, then it runs as a job. Used by the sites and nodes screens. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.update;

import org.jspecify.annotations.NullMarked;
