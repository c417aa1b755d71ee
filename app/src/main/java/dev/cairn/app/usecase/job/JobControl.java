package dev.cairn.app.usecase.job;

/** What a job's work tells about itself. Every call throws a ProblemException once the job is cancelled. */
public interface JobControl {
    /** Says what is being done now and starts to count from 0 to {@code total} (0 for unknown). */
    void begin(String doing, long total, JobUnit unit);

    /** Says what is being done now without counting anew. */
    void doing(String doing);

    /** Sets how much is done. */
    void at(long done);

    /** Adds to what is done. */
    void advance(long more);

    /** Adds a line to the job's log. */
    void log(String line);

    /**
     * The part of the work that is about one thing, such as the node of this id: what is told to it is told of both. To be closed when
     * that work is over.
     */
    PartControl about(String thing);

    /** Does nothing unless the job was cancelled. */
    void check();

    /** A control that nobody watches and nobody can cancel. */
    static JobControl unwatched() {
        return new UnwatchedControl();
    }
}
