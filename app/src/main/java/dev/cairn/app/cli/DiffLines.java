package dev.cairn.app.cli;

import dev.cairn.image.diff.Cost;
import dev.cairn.image.diff.DiffReport;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What the way from one image to another costs, for people: slot and content together, and how much of it each is. Stateless. */
final class DiffLines {
    private DiffLines() {}

    static List<String> of(DiffReport report) {
        Cost total = report.total();
        return List.of(
                line("missing chunks as they are  ", report, Cost.Way.CHUNKS),
                line("missing chunks, compressed  ", report, Cost.Way.CHUNKS_PACKED),
                line("patch                       ", report, Cost.Way.PATCH),
                line("everything, compressed      ", report, Cost.Way.WHOLE),
                "smallest: " + word(total.smallest()) + ", " + Words.bytes(total.smallestBytes()));
    }

    private static String line(String text, DiffReport report, Cost.Way way) {
        OptionalLong total = report.total().of(way);
        if (total.isEmpty()) {
            return text + "not known: unpack the compressed image first";
        }
        String line = text + Words.bytes(total.getAsLong());
        return report.content().newBytes() == 0
                ? line
                : line + " (slot " + bytes(report.slot(), way) + ", content " + bytes(report.content(), way) + ")";
    }

    private static String bytes(Cost cost, Cost.Way way) {
        return Words.bytes(cost.of(way).orElseThrow());
    }

    /** As scripts read it. */
    static String word(Cost.Way way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
