/**
 * The sites screen: table, adding a site, a site's nodes in the drawer. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.sites;

import org.jspecify.annotations.NullMarked;
