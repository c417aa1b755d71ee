package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a command of the operating system and waits for its answer. Stateless. */
public final class SystemCommand {
    private static final long ANSWER_SECONDS = 30;

    private SystemCommand() {}

    /** What the command printed, as UTF-8. Throws a ProblemException when it failed or did not end in time. */
    public static String output(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
            try {
                String printed = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
                if (process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return printed;
                }
                throw failed(command[0], "exit status " + (process.isAlive() ? "none" : process.exitValue()));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException e) {
            throw failed(command[0], String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            throw failed(command[0], "no answer within " + ANSWER_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command[0], "interrupted");
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ProblemException failed(String command, String reason) {
        return ProblemException.of(AppProblem.DRIVE_LISTING_FAILED, "drives", command, "reason", reason);
    }
}
