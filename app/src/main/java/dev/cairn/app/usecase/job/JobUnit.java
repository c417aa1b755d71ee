package dev.cairn.app.usecase.job;

/** What a job counts. */
public enum JobUnit {
    NONE,
    BYTES,
    THINGS
}
