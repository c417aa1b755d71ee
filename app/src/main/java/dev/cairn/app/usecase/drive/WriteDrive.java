package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.DriveWriting;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.usecase.job.Jobs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an image to drives side by side, each as a job of its own, and records each. Safe for many threads. */
public final class WriteDrive {
    private final Jobs jobs;
    private final DriveWriting writing;
    private final SharedSessions sessions;
    private final Transactions transactions;
    private final DriveWriteRepository writes;
    private final ReceiptSigning receipts;
    private final ActivityLog activity;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private final Set<Path> busy = ConcurrentHashMap.newKeySet();

    public WriteDrive(
            Jobs jobs,
            DriveWriting writing,
            Transactions transactions,
            DriveWriteRepository writes,
            ReceiptSigning receipts,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock) {
        this.jobs = jobs;
        this.writing = writing;
        this.sessions = new SharedSessions(writing);
        this.transactions = transactions;
        this.writes = writes;
        this.receipts = receipts;
        this.activity = activity;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Writes and reads back. A drive that may not be written is refused at once, and then none is. */
    public List<Job<DriveWrite>> start(Image image, List<Drive> targets, byte @Nullable [] seed) {
        return startAll(image, targets, seed).stream().map(DriveRun::job).toList();
    }

    /** As {@link #start}, with what more there is to know of each drive. */
    public List<DriveRun> startAll(Image image, List<Drive> targets, byte @Nullable [] seed) {
        receipts.requireOpen();
        claim(targets);
        return targets.stream()
                .map(target -> run(new Record(image, target, null), seed))
                .toList();
    }

    /** Writes one drive of the flash line. */
    public Job<DriveWrite> startOne(Image image, Drive target, byte @Nullable [] seed, FlashPlace place) {
        receipts.requireOpen();
        claim(List.of(target));
        Record record = new Record(image, target, place);
        try {
            record.begin();
        } catch (ProblemException e) {
            busy.remove(target.device());
            throw e;
        }
        return run(record, seed).job();
    }

    private DriveRun run(Record record, byte @Nullable [] seed) {
        Drive target = record.target;
        CompletableFuture<WriteReceipt> receipt = new CompletableFuture<>();
        SharedSessions.Shared session = sessions.enter(record.image.path());
        Job<DriveWrite> job = jobs.start("Write " + target.device(), control -> {
            try (session) {
                return write(record, seed, session, receipt, control);
            } finally {
                busy.remove(target.device());
            }
        });
        return new DriveRun(target, job, receipt);
    }

    /** Drives that are never offered are refused, and no drive is written twice at the same time. */
    private void claim(List<Drive> targets) {
        targets.stream().filter(target -> !target.offered()).forEach(WriteDrive::refuse);
        List<Path> claimed = new ArrayList<>();
        for (Drive target : targets) {
            if (!busy.add(target.device())) {
                claimed.forEach(busy::remove);
                throw ProblemException.of(AppProblem.DRIVE_BEING_WRITTEN, "write", target.device());
            }
            claimed.add(target.device());
        }
    }

    private static void refuse(Drive target) {
        throw ProblemException.of(
                AppProblem.DRIVE_REFUSED,
                "write",
                target.device(),
                "reasons",
                target.reasons().stream().map(RefusalTexts::what).collect(Collectors.joining(", ")),
                "remedies",
                target.refusals().stream().map(RefusalTexts::remedy).distinct().collect(Collectors.joining(" ")),
                "codes",
                target.refusals().stream().map(Enum::name).collect(Collectors.joining(",")));
    }

    /** Compares a drive with an image. */
    public Job<WriteReceipt> startVerify(Path image, Path target) {
        return jobs.start("Verify " + target, control -> {
            ProgressLane lane = new ProgressLane(control);
            return writing.verify(image, target, lane::at);
        });
    }

    private DriveWrite write(
            Record record,
            byte @Nullable [] seed,
            SharedSessions.Shared session,
            CompletableFuture<WriteReceipt> told,
            JobControl control) {
        ProgressLane lane = new ProgressLane(control);
        try {
            WriteReceipt receipt = session.get().write(record.target, seed, lane::at);
            told.complete(receipt);
            return record.written(receipt);
        } catch (ProblemException e) {
            record.failed(e.problem().code());
            throw e;
        }
    }

    /** What is kept about one writing. */
    private final class Record {
        private final String id = identifiers.next();
        private final Instant started = clock.instant();
        private final Image image;
        private final Drive target;
        private final @Nullable FlashPlace place;

        Record(Image image, Drive target, @Nullable FlashPlace place) {
            this.image = image;
            this.target = target;
            this.place = place;
        }

        /** Keeps that it is not finished, so that it is known which drive had which name when the app is killed. */
        void begin() {
            writes.save(of(nothing(), AppProblem.DRIVE_CUT_OFF.code()), null);
        }

        DriveWrite written(WriteReceipt receipt) {
            DriveWrite write = of(receipt, null);
            return keep(write, receipts.sign(image, target, write, receipt));
        }

        void failed(String problem) {
            var unused = keep(of(nothing(), problem), null);
        }

        private WriteReceipt nothing() {
            return WriteReceipt.withoutWriting(false, image.sha256());
        }

        private DriveWrite of(WriteReceipt receipt, @Nullable String problem) {
            return new DriveWrite(
                    id,
                    image.id(),
                    target.device().toString(),
                    target.model(),
                    target.serial(),
                    receipt.bytesWritten() + receipt.bytesFound(),
                    receipt.verified(),
                    receipt.sha256(),
                    started,
                    clock.instant(),
                    problem,
                    place);
        }

        private DriveWrite keep(DriveWrite write, @Nullable String signed) {
            return transactions.inOne(() -> {
                writes.save(write, signed);
                activity.add(
                        write.problem() == null ? "drive.written" : "drive.failed",
                        write.device(),
                        "image",
                        image.path(),
                        "serial",
                        write.serial(),
                        "verified",
                        write.verified());
                return write;
            });
        }
    }

    /** Turns progress with names of phases into the counts of a job. */
    private static final class ProgressLane {
        private final JobControl control;
        private String doing = "";

        ProgressLane(JobControl control) {
            this.control = control;
        }

        void at(String what, long done, long total) {
            if (!what.equals(doing)) {
                doing = what;
                control.begin(what, total, JobUnit.BYTES);
            }
            control.at(done);
        }
    }
}
