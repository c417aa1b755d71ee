package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.LogQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Telemetry that was brought home. */
@Command(name = "telemetry", description = "Metrics and logs that were brought home.")
final class TelemetryCommands {
    @Command(description = "Print a node's series, or the samples and gaps of one.")
    int query(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--series", paramLabel = "NAME", description = "Left away: the names of all.") @Nullable
                    String series,
            @Option(
                            names = "--since",
                            paramLabel = "DURATION",
                            defaultValue = "PT24H",
                            description = "ISO 8601, as PT1H.")
                    Duration since) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            Instant to = Instant.now();
            Instant from = to.minus(since);
            var gaps = cairn.queryTelemetry().gaps(node.id(), from, to);
            if (series == null) {
                List<String> names = cairn.queryTelemetry().series(node.id());
                return new Answer(
                        Map.of("series", names, "gaps", gaps),
                        names.isEmpty() ? List.of("nothing brought home yet") : names);
            }
            var samples = cairn.queryTelemetry().samples(node.id(), series, from, to);
            return new Answer(
                    Map.of("samples", samples, "gaps", gaps),
                    samples.stream()
                            .map(sample -> sample.at() + "  " + sample.value())
                            .toList());
        });
    }

    @Command(description = "Print log lines, the newest that fit, in order of time.")
    int logs(
            @Mixin Common common,
            @Option(names = "--node", paramLabel = "NODE") @Nullable String reference,
            @Option(
                            names = "--words",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "Only lines with these words.")
                    String words,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100") int limit) {
        return common.run(cairn -> {
            LogQuery query = new LogQuery(
                    reference == null ? null : cairn.listNodes().find(reference).id(), words, 7, null, null, limit);
            List<LogEntry> lines = cairn.queryLogs().run(query);
            return new Answer(
                    Map.of("lines", lines),
                    lines.stream()
                            .map(line -> line.at() + "  " + line.unit() + "  " + line.message())
                            .toList());
        });
    }
}
