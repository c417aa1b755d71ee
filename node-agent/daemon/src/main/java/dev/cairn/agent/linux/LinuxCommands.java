package dev.cairn.agent.linux;

import dev.cairn.agent.kubernetes.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs programs as child processes. Thread-safe. */
public final class LinuxCommands implements Commands {
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public Result run(Duration limit, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        AtomicReference<String> output = new AtomicReference<String>("");
        Thread reader = Thread.ofVirtual().name("command-output").start(() -> output.set(read(process)));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " took longer than " + limit.toSeconds() + " s");
            }
            reader.join(Duration.ofSeconds(2));
            return new Result(process.exitValue(), Objects.requireNonNullElse(output.get(), ""));
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", interrupted);
        }
    }

    private static String read(Process process) {
        try (InputStream in = process.getInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            in.transferTo(OutputStream.nullOutputStream());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
