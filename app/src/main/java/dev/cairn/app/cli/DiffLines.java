package dev.cairn.app.cli;

import dev.cairn.image.diff.Cost;
import dev.cairn.image.diff.DiffReport;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What the way from one image to another costs, for people: slot and content together, and how much of it each is. Stateless. */
final class DiffLines {
    private DiffLines() {}

    static List<String> of(DiffReport report) {
        Cost total = report.total();
        return List.of(
                line("missing chunks as they are  ", report, Cost::chunks),
                line("missing chunks, compressed  ", report, Cost::chunksPacked),
                line("patch                       ", report, Cost::patch),
                line("everything, compressed      ", report, Cost::whole),
                "smallest: " + word(total.smallest()) + ", " + Words.bytes(total.smallestBytes()));
    }

    private static String line(String way, DiffReport report, ToLongFunction<Cost> cost) {
        String line = way + Words.bytes(cost.applyAsLong(report.total()));
        return report.content().newBytes() == 0
                ? line
                : line + " (slot " + Words.bytes(cost.applyAsLong(report.slot())) + ", content "
                        + Words.bytes(cost.applyAsLong(report.content())) + ")";
    }

    /** As scripts read it. */
    static String word(Cost.Way way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
