/**
 * Tests of the nodes' view models, without a display; used by nobody, run on the test runner's threads.
 */
@NullMarked
package dev.cairn.app.ui.nodes;

import org.jspecify.annotations.NullMarked;
