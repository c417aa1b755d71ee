package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.link.Rate;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import dev.cairn.app.usecase.sync.StickReport;
import dev.cairn.app.usecase.sync.SyncLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Brings sites and laptop to the same knowledge. */
@Command(
        name = "sync",
        description = "Push and pull for every site that answers. A site that does not answer is no failure.")
final class SyncCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private Listening listening = new Listening();

    @Option(
            names = "--limit",
            paramLabel = "RATE",
            converter = RateWord.class,
            description = "Send no faster than this to all sites together, for example 10Mbit or 800kbit.")
    private @Nullable Rate limit;

    @Option(
            names = "--limit-per-site",
            paramLabel = "RATE",
            converter = RateWord.class,
            description = "Send no faster than this to each site.")
    private @Nullable Rate perSite;

    @Option(
            names = "--to-folder",
            paramLabel = "DIR",
            description =
                    "Put orders and bundles into this folder, such as that of a USB stick with the label CAIRN-STICK,"
                            + " instead of over a network; take in what nodes left there.")
    private @Nullable Path toFolder;

    @Option(names = "--from-folder", paramLabel = "DIR", description = "Take in what nodes left on a stick.")
    private @Nullable Path fromFolder;

    /** Reads a rate; what is none is bad usage. */
    static final class RateWord implements ITypeConverter<Rate> {
        @Override
        public Rate convert(String text) {
            try {
                return Rate.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }

    @Option(
            names = "--retry",
            description = "Try once more what failed at a node before, such as a release that fell back.")
    private boolean retry;

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
            if (retry && fromFolder != null) {
                throw ProblemException.of(
                        AppProblem.USAGE, "sync", "--retry", "reason", "it goes with a visit or --to-folder");
            }
            if (fromFolder != null) {
                return answer(common.await(cairn.syncSite().startFromFolder(fromFolder)));
            }
            if (toFolder != null) {
                var carried = ids == null ? cairn.syncSite().everySite() : ids;
                return answer(common.await(cairn.syncSite().startToFolder(carried, toFolder, retry)));
            }
            listening.run(cairn);
            SyncLimits limits = new SyncLimits(
                    Objects.requireNonNullElse(limit, Rate.UNLIMITED),
                    Objects.requireNonNullElse(perSite, Rate.UNLIMITED));
            var visited = ids == null ? cairn.syncSite().everySite() : ids;
            List<SiteSyncReport> reports = common.await(
                    retry
                            ? cairn.syncSite().startAgain(visited, limits)
                            : cairn.syncSite().start(visited, limits));
            List<String> lines = new ArrayList<>();
            for (SiteSyncReport report : reports) {
                lines.add(report.name() + (report.reached() ? "" : ": not reached"));
                report.nodes().forEach(node -> lines.add("  " + line(node)));
                lines.addAll(BackupLines.of(report.backup()));
            }
            return new Answer(Map.of("sites", reports), lines.isEmpty() ? List.of("no site yet") : lines);
        });
    }

    private static Answer answer(StickReport report) {
        List<String> lines = new ArrayList<>();
        if (!report.sites().isEmpty()) {
            lines.add(report.folder() + ": orders of " + String.join(", ", report.sites()) + "; "
                    + Words.bytes(report.bytesWritten()) + " written");
        }
        report.heard().forEach(node -> lines.add("heard of " + node));
        report.refused().forEach(receipt -> lines.add("not believed: " + receipt));
        return new Answer(report, lines.isEmpty() ? List.of("nothing there yet") : lines);
    }

    private static String line(NodeSyncResult node) {
        var problem = node.problem();
        return node.label() + ": " + node.outcome().word() + ", slot " + node.slotBefore() + " → " + node.slotAfter()
                + ", pushed " + Words.bytes(node.pushedBytes())
                + (node.neighbourBytes() == 0 ? "" : ", from neighbours " + Words.bytes(node.neighbourBytes()))
                + ", " + node.samples() + " samples, " + node.logLines()
                + " log lines" + (problem == null ? "" : " (" + problem.code() + ")");
    }
}
