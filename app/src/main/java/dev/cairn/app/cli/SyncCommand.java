package dev.cairn.app.cli;

import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings sites and laptop to the same knowledge. */
@Command(
        name = "sync",
        description = "Push and pull for every site that answers. A site that does not answer is no failure.")
final class SyncCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "Listen for beacons so long before.")
    private int seconds;

    @Parameters(paramLabel = "SITE", arity = "0..*", description = "The sites; all when none is named.")
    private @Nullable List<String> sites;

    @Override
    public Integer call() {
        return common.run(cairn -> {
            List<String> wanted = sites;
            var ids = wanted == null
                    ? null
                    : wanted.stream()
                            .map(site -> cairn.listSites().find(site).id())
                            .toList();
            Listening.forSeconds(cairn, seconds);
            List<SiteSyncReport> reports = common.await(
                    ids == null ? cairn.syncSite().startAll() : cairn.syncSite().start(ids));
            List<String> lines = new ArrayList<>();
            for (SiteSyncReport report : reports) {
                lines.add(report.name() + (report.reached() ? "" : ": not reached"));
                report.nodes().forEach(node -> lines.add("  " + line(node)));
            }
            return new Answer(Map.of("sites", reports), lines.isEmpty() ? List.of("no site yet") : lines);
        });
    }

    private static String line(NodeSyncResult node) {
        var problem = node.problem();
        return node.label() + ": " + node.outcome().word() + ", slot " + node.slotBefore() + " → " + node.slotAfter()
                + ", pushed " + Words.bytes(node.pushedBytes()) + ", " + node.samples() + " samples, " + node.logLines()
                + " log lines" + (problem == null ? "" : " (" + problem.code() + ")");
    }
}
