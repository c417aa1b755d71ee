package dev.cairn.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other people's programs, run to their end. Stateless. */
final class Tool {
    private static final List<Path> FOLDERS =
            Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").map(Path::of).toList();

    private Tool() {}

    /** Fails with the name of the Debian package when a program is missing. */
    static void require(String program, String debianPackage) {
        if (FOLDERS.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(program)))) {
            throw new AssertionError(
                    program + " is missing: install it with: apt-get install --no-install-recommends " + debianPackage);
        }
    }

    /** Fails unless this process is root: namespaces, bridges and taps need it. */
    static void requireRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new AssertionError("booting images on a virtual LAN needs root: run the tests as root");
        }
    }

    /** What the command prints on both streams; an exit other than 0 fails the test with that text. */
    static String run(Duration most, String... command) {
        try {
            Path output = Files.createTempFile("tool", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(output.toFile());
                builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
                Process process = builder.start();
                boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String text = Files.readString(output, StandardCharsets.ISO_8859_1);
                if (!ended || process.exitValue() != 0) {
                    String how = ended ? "exit " + process.exitValue() : "no end within " + most;
                    throw new AssertionError(String.join(" ", command) + ": " + how + "\n" + text);
                }
                return text;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command[0], e);
        }
    }

    static String run(String... command) {
        return run(Duration.ofMinutes(2), command);
    }
}
