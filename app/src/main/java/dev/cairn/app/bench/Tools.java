package dev.cairn.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Runs the programs that a bench measures or prepares with. Stateless. */
final class Tools {
    static final String MAIN = "dev.cairn.app.CairnApp";

    private Tools() {}

    /** What a program said and how long it took. */
    record Run(String output, double seconds) {}

    /** Runs a program to its end; one that fails ends the bench with what it said. */
    static Run run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output.strip());
        }
        return new Run(output, (System.nanoTime() - start) / 1e9);
    }

    static Run shell(String script, Path... arguments) throws IOException, InterruptedException {
        return run(script(script, arguments));
    }

    /** The command that runs a script of the shell, which finds the arguments in {@code $1} and so on. */
    static List<String> script(String script, Path... arguments) {
        return Stream.concat(
                        Stream.of("sh", "-euc", script, "sh"),
                        Arrays.stream(arguments).map(Path::toString))
                .toList();
    }

    /** The command that runs another program with the same Java, options and class path as this process, but for {@code options}. */
    static List<String> ours(List<String> options, String program, List<String> arguments) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        List<String> command = new ArrayList<>();
        command.add(info.command().orElseThrow());
        command.addAll(Arrays.stream(info.arguments().orElseThrow())
                .takeWhile(argument -> !argument.equals(MAIN))
                .toList());
        command.addAll(options);
        command.add(program);
        command.addAll(arguments);
        return command;
    }

    /** The upper one of two for an even number of runs. */
    static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }

    static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static void needs(String program, String debianPackage) throws IOException {
        if (!has(program)) {
            throw new IOException(program + " is missing: install the Debian package " + debianPackage);
        }
    }
}
