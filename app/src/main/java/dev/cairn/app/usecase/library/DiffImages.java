package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Translation;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.image.diff.DiffReport;
import dev.cairn.image.diff.ImageDiff;
import java.nio.file.Path;

/** Says what a site that holds one image needs for another. */
public final class DiffImages {
    private final Jobs jobs;

    public DiffImages(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Compares slot A and content of two images, which takes about as long as compressing what differs. */
    public Job<DiffReport> start(Path before, Path after) {
        return jobs.start(
                "Compare " + before.getFileName() + " with " + after.getFileName(),
                control -> Translation.of(() -> new ImageDiff().diff(before, after, new JobProgressBridge(control))));
    }
}
