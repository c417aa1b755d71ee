/**
 * The telemetry screen: charts of a node's series and its log under the same time range. FX thread only.
 */
@NullMarked
package dev.cairn.app.ui.telemetry;

import org.jspecify.annotations.NullMarked;
