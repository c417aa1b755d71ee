/**
 * Tests of jobs.
 */
@NullMarked
package dev.cairn.app.usecase.job;

import org.jspecify.annotations.NullMarked;
