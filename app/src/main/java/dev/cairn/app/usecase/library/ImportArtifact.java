package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactRepository;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.usecase.fleet.Names;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.usecase.job.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Brings files into the library. A file that cannot be used is refused, and nothing is kept of it. */
public final class ImportArtifact {
    private final Jobs jobs;
    private final Transactions transactions;
    private final ArtifactRepository artifacts;
    private final ArtifactStore store;
    private final ActivityLog activity;
    private final InstantSource clock;
    private final ArtifactJudge judge;

    public ImportArtifact(
            Jobs jobs,
            Transactions transactions,
            ArtifactRepository artifacts,
            ArtifactStore store,
            ActivityLog activity,
            InstantSource clock) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.store = store;
        this.activity = activity;
        this.clock = clock;
        this.judge = new ArtifactJudge();
    }

    /** Imports files one after another; those before a bad one are kept. */
    public Job<List<Artifact>> start(List<ImportRequest> requests) {
        String title = requests.size() == 1
                ? "Import " + requests.getFirst().file().getFileName()
                : "Import " + requests.size() + " files";
        return jobs.start(title, control -> {
            List<Artifact> imported = new ArrayList<>();
            for (ImportRequest request : requests) {
                imported.add(run(request, control));
            }
            return imported;
        });
    }

    /** Imports one file on this thread. */
    public Artifact run(ImportRequest request, JobControl control) {
        Path file = request.file();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw ProblemException.of(AppProblem.ARTIFACT_UNREADABLE, "import", file, "reason", "not a readable file");
        }
        String wanted = request.name();
        String name = Names.check("artifact name", wanted == null ? String.valueOf(file.getFileName()) : wanted);
        ArtifactJudge.Judgement judgement = judge.judge(file, request.kind(), control);
        control.begin("copy " + file.getFileName(), size(file), JobUnit.BYTES);
        Digest digest = store.put(file, control::advance);
        return transactions.inOne(() -> {
            Artifact artifact = new Artifact(
                    digest, name, judgement.kind(), size(store.path(digest)), judgement.details(), clock.instant());
            artifacts.save(artifact);
            activity.add("artifact.imported", name, "kind", artifact.kind().word(), "digest", digest.shortHex());
            return artifact;
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ProblemException(
                    dev.cairn.app.domain.Problem.of(
                            AppProblem.ARTIFACT_UNREADABLE, "import", file, "reason", String.valueOf(e.getMessage())),
                    e);
        }
    }
}
