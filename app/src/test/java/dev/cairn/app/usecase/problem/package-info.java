/**
 * Tests of what problems say; used by nobody, run on the test runner's threads.
 */
@NullMarked
package dev.cairn.app.usecase.problem;

import org.jspecify.annotations.NullMarked;
