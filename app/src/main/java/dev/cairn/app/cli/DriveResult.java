package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.app.usecase.drive.DriveRun;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of one drive, as {@code drive write} prints it. */
record DriveResult(
        Drive drive,
        @Nullable WriteReceipt receipt,
        @Nullable String record,
        @Nullable Problem problem) {
    /** Waits for the end of a write, however it ends. */
    static DriveResult of(DriveRun run, Consumer<Job<DriveWrite>> await) {
        try {
            await.accept(run.job());
            return new DriveResult(
                    run.target(), run.receipt().join(), run.job().await().id(), null);
        } catch (ProblemException e) {
            return new DriveResult(run.target(), null, null, e.problem());
        }
    }

    /** Fails when any drive failed; a drive that was refused weighs more. */
    static Answer answer(List<DriveResult> results) {
        int exit = results.stream().mapToInt(DriveResult::exit).max().orElse(Exit.DONE);
        return new Answer(
                Map.of("writes", results.stream().map(DriveResult::document).toList()),
                results.stream().flatMap(DriveResult::lines).toList(),
                exit);
    }

    private int exit() {
        return problem == null ? Exit.DONE : Exit.of(problem);
    }

    private String result() {
        if (problem == null) {
            return "written";
        }
        if (problem.is(AppProblem.CANCELLED)) {
            return "cancelled";
        }
        return exit() == Exit.REFUSED_FOR_SAFETY ? "refused" : "failed";
    }

    private Map<String, @Nullable Object> document() {
        WriteReceipt found = receipt;
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("device", drive.device());
        document.put("model", drive.model());
        document.put("serial", drive.serial());
        document.put("result", result());
        document.put("record", record);
        document.put("written", found == null ? 0 : found.bytesWritten());
        document.put("foundInPlace", found == null ? 0 : found.bytesFound());
        document.put("skipped", found == null ? 0 : found.bytesSkipped());
        document.put("verified", found != null && found.verified());
        document.put("millis", found == null ? 0 : found.millis());
        document.put("bytesPerSecond", found == null ? 0 : found.bytesPerSecond());
        document.put("sha256", found == null ? null : found.sha256());
        document.put("problem", problem == null ? null : Common.document(problem, new ProblemTexts()));
        return document;
    }

    /** What became of it, and for a drive that failed why that matters and what to do. */
    private Stream<String> lines() {
        if (problem == null) {
            return Stream.of(line());
        }
        ProblemTexts.Text text = new ProblemTexts().of(problem);
        return Stream.concat(
                Stream.of(drive.device() + "  " + result() + ": " + text.what() + " [" + problem.code() + "]"),
                Stream.of(text.why(), text.remedy())
                        .filter(line -> !line.isBlank())
                        .map(line -> "    " + line));
    }

    private String line() {
        if (receipt != null) {
            String found = receipt.bytesFound() == 0 ? "" : "  " + Words.bytes(receipt.bytesFound()) + " in place";
            return drive.device() + "  " + Words.bytes(receipt.bytesWritten()) + " written" + found
                    + (receipt.verified() ? "  verified" : "  NOT verified") + "  "
                    + Words.bytes(receipt.bytesPerSecond()) + "/s";
        }
        return drive.device() + "  " + result();
    }
}
