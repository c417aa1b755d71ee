package dev.cairn.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Other people's programs, run to their end. Stateless. */
final class Run {
    private static final long MOST_SECONDS = 120;

    private Run() {}

    record Ended(int exit, String output) {}

    /** What the command prints on both streams; an exit other than 0 fails the test with that text. */
    static String now(String... command) {
        Ended ended = tried(command);
        if (ended.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + ": exit " + ended.exit() + "\n" + ended.output());
        }
        return ended.output();
    }

    static Ended tried(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
            builder.environment().put("ETCDCTL_API", "3");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " does not end");
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command[0], e);
        }
    }
}
