/**
 * Long work: jobs with progress, time left, cancel and outcome, which outlive the screen that started them.
 * Each job runs on its own virtual thread; all public types here are safe for use by many threads.
 */
@NullMarked
package dev.cairn.app.usecase.job;

import org.jspecify.annotations.NullMarked;
