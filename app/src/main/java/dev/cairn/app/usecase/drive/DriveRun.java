package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.app.usecase.job.Job;
import java.util.concurrent.CompletableFuture;

/** One drive of several that are written side by side. The receipt is there when the job has ended well. */
public record DriveRun(Drive target, Job<DriveWrite> job, CompletableFuture<WriteReceipt> receipt) {}
