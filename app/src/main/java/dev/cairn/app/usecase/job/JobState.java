package dev.cairn.app.usecase.job;

/** How far a job has come. */
public enum JobState {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return this != RUNNING;
    }
}
