package dev.cairn.app.cli;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.problem.ProblemTexts;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.app.wiring.VaultAccess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has, and how a command runs: open, answer, print, close. */
public final class Common {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    boolean json;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The data folder (else CAIRN_HOME, else the system's usual place).")
    @Nullable
    Path home;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    /** Runs a command on the data folder. */
    int run(Function<Cairn, Answer> command) {
        return run(UnaryOperator.identity(), command);
    }

    /** The same with another way to open the vault. */
    int run(UnaryOperator<VaultAccess> access, Function<Cairn, Answer> command) {
        return answer(() -> {
            CairnOptions options = CairnOptions.of(dataFolder());
            VaultAccess asking =
                    ConsolePrompt.here().map(options.vaultAccess()::asking).orElse(options.vaultAccess());
            try (Cairn cairn = Cairn.open(options.withVaultAccess(access.apply(asking)))) {
                return command.apply(cairn);
            }
        });
    }

    /** Runs a command that opens what it needs. */
    public int answer(java.util.function.Supplier<Answer> command) {
        try {
            Answer answer = command.get();
            if (json) {
                out.println(new JsonOutput().write(answer.document()));
            } else {
                answer.lines().forEach(out::println);
            }
            return answer.exit();
        } catch (ProblemException e) {
            show(e.problems());
            return Exit.of(e.problem());
        }
    }

    /** The data folder that was asked for. */
    public Path dataFolder() {
        Path given = home;
        return given != null ? given : DataFolder.usual();
    }

    /** The folder given with {@code --home}, or null. */
    public @Nullable Path givenHome() {
        return home;
    }

    /** Says what a long command is doing, for people only. */
    public void say(String line) {
        err.println(line);
    }

    /** Waits for a job and says on standard error what it does. */
    <T> T await(Job<T> job) {
        String[] said = {""};
        try (var unused = job.listen(now -> {
            if (!now.doing().isEmpty() && !now.doing().equals(said[0])) {
                said[0] = now.doing();
                say("  " + now.doing());
            }
        })) {
            return job.await();
        }
    }

    private void show(List<Problem> problems) {
        ProblemTexts texts = new ProblemTexts();
        if (json) {
            Map<String, Object> document = problems.size() == 1
                    ? Map.of("error", document(problems.getFirst(), texts))
                    : Map.of(
                            "error", document(problems.getFirst(), texts),
                            "errors",
                                    problems.stream()
                                            .map(problem -> document(problem, texts))
                                            .toList());
            out.println(new JsonOutput().write(document));
        }
        for (Problem problem : problems) {
            ProblemTexts.Text text = texts.of(problem);
            err.println("cairn: " + text.what());
            Stream.of(text.why(), text.remedy())
                    .filter(line -> !line.isBlank())
                    .forEach(line -> err.println("  " + line));
            err.println("  [" + problem.code() + ", while: " + problem.phase() + ", at: " + problem.element() + "]");
        }
    }

    static Map<String, Object> document(Problem problem, ProblemTexts texts) {
        ProblemTexts.Text text = texts.of(problem);
        Map<String, Object> document = new java.util.LinkedHashMap<>();
        document.put("code", problem.code());
        document.put("phase", problem.phase());
        document.put("element", problem.element());
        document.put("arguments", problem.arguments());
        document.put("what", text.what());
        document.put("why", text.why());
        document.put("do", text.remedy());
        return document;
    }
}
