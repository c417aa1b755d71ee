package dev.cairn.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the app as a process of its own and reads how long its first usable window took. */
final class FirstWindow {
    private static final String FIGURE = "first-window-ms=";

    private FirstWindow() {}

    /** Milliseconds from the start of the process to the first screen with its data, on the fleet in {@code home}. */
    static long measure(Path home) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Tools.ours(
                        List.of("-Dcairn.startup.report=true"), Tools.MAIN, List.of("--home", home.toString())))
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(FIGURE)) {
                    return Long.parseLong(line.substring(FIGURE.length()));
                }
                said.append(line).append('\n');
            }
        } finally {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        throw new IOException("the app ended before its first window (a display is needed): " + said);
    }
}
