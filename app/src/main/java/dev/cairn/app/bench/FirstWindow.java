package dev.cairn.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the app as a process of its own and reads how long its first usable window took. */
final class FirstWindow {
    private static final String FIGURE = "first-window-ms=";
    private static final String MAIN = "dev.cairn.app.CairnApp";

    private FirstWindow() {}

    /** Milliseconds from the start of the process to the first screen with its data, on the fleet in {@code home}. */
    static long measure(Path home) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(home)).redirectErrorStream(true).start();
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

    /** The same Java with the same options and class path as this process. */
    private static List<String> command(Path home) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        List<String> command = new ArrayList<>();
        command.add(info.command().orElseThrow());
        for (String argument : info.arguments().orElseThrow()) {
            if (argument.equals(MAIN)) {
                break;
            }
            command.add(argument);
        }
        command.addAll(List.of("-Dcairn.startup.report=true", MAIN, "--home", home.toString()));
        return command;
    }
}
