package dev.cairn.app.usecase.job;

/** What the work on one thing tells: of the job, and of the part about that thing, which is over when this is closed. */
public interface PartControl extends JobControl, AutoCloseable {
    @Override
    void close();
}
