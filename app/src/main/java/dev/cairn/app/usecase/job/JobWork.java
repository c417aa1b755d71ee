package dev.cairn.app.usecase.job;

/** The work of a job. It should report to {@code control} often, which also ends it when it was cancelled. */
@FunctionalInterface
public interface JobWork<T> {
    T run(JobControl control) throws Exception;
}
