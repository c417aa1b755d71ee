package dev.cairn.app.usecase.library;

import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.image.Progress;
import dev.cairn.image.StagedFile;
import java.nio.file.Path;

/** Hands the progress of image-tools on to a job. To be used by one thread. */
public final class JobProgressBridge implements Progress {
    private final JobControl control;
    private String phase = "";
    private long total;

    public JobProgressBridge(JobControl control) {
        this.control = control;
    }

    @Override
    public void report(String nowPhase, String element, long done, long nowTotal) {
        if (!nowPhase.equals(phase) || nowTotal != total) {
            phase = nowPhase;
            total = nowTotal;
            control.begin(words(nowPhase, element), nowTotal, JobUnit.BYTES);
        }
        control.at(done);
    }

    /** Files go by their names; the name of a file that is still being made tells nothing. */
    private static String words(String phase, String element) {
        Path name = Path.of(element).getFileName();
        boolean told = name != null && !name.toString().startsWith(StagedFile.PREFIX);
        return told ? phase + " " + name : phase;
    }
}
