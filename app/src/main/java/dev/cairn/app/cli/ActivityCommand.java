package dev.cairn.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who did what. */
@Command(name = "activity", description = "Who did what, and when: the newest first.")
final class ActivityCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50")
    private int limit;

    @Override
    public Integer call() {
        return common.run(cairn -> {
            var entries = cairn.listActivity().latest(limit);
            return new Answer(
                    Map.of("activity", entries),
                    entries.stream()
                            .map(entry -> entry.at() + "  " + entry.who() + "  " + entry.action() + "  "
                                    + entry.subject() + "  " + entry.details())
                            .toList());
        });
    }
}
