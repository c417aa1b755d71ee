package dev.cairn.app.demo;

import dev.cairn.app.cli.Answer;
import dev.cairn.app.cli.Common;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code cairn demo}. */
@Command(
        name = "demo",
        description = "Run the main job on a scratch fleet with real agents on this machine, then open the app on it.")
public final class DemoCommand implements Callable<Integer> {
    /** Where the jars of the agent are told: folders, separated as in a class path. */
    static final String DAEMON_LIBRARY = "cairn.daemon.lib";

    private final Consumer<Cairn> app;

    @Mixin
    private Common common = new Common();

    @Option(names = "--headless", description = "Do not open the app; end when the job is done.")
    private boolean headless;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "How many machines, 3 to 12.")
    private int nodes;

    /** {@code app} opens the desktop on a fleet and returns when its window was closed. */
    public DemoCommand(Consumer<Cairn> app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return common.answer(() -> {
            try (DemoRun run = DemoRun.prepare(new DemoOptions(home(), checked(nodes), daemonLibrary()))) {
                DemoReport report = run.tell(common::say);
                if (!headless) {
                    common.say("Opening the app on this fleet; the machines run until its window is closed.");
                    app.accept(run.cairn());
                }
                return new Answer(
                        report, List.of("done in " + report.seconds() + " s; everything is in " + report.home()));
            }
        });
    }

    private Path home() {
        @Nullable Path given = common.givenHome();
        return given != null ? given : DemoRun.usualHome();
    }

    private static int checked(int nodes) {
        if (nodes < DemoOptions.FEWEST_NODES || nodes > DemoOptions.MOST_NODES) {
            throw ProblemException.of(AppProblem.USAGE, "read", "--nodes", "reason", "from 3 to 12, not " + nodes);
        }
        return nodes;
    }

    private static String daemonLibrary() {
        String folders = System.getProperty(DAEMON_LIBRARY);
        if (folders == null) {
            throw ProblemException.of(AppProblem.DEMO_INCOMPLETE, "demo", DAEMON_LIBRARY);
        }
        return folders;
    }
}
