package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Translation;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.image.bake.ImageVerifier;
import dev.cairn.image.bake.VerifyReport;
import java.nio.file.Path;

/** Compares an image with the manifest beside it. */
public final class VerifyImage {
    private final Jobs jobs;

    public VerifyImage(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Ends with the report when the image is intact, else with a problem that names the first bad place. */
    public Job<VerifyReport> start(Path image) {
        return jobs.start("Verify " + image.getFileName(), control -> {
            VerifyReport report =
                    Translation.of(() -> new ImageVerifier().verify(image, new JobProgressBridge(control)));
            return Translation.intact(report, image);
        });
    }
}
