package dev.cairn.app.cli;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A site's cluster as lines for people. */
final class TopologyLines {
    private static final int NEWEST = 12;

    private TopologyLines() {}

    static List<String> of(Topology topology, ProblemTexts texts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                topology.clusters().isEmpty()
                        ? "cluster: none was told of yet"
                        : "cluster "
                                + String.join(
                                        " AND ",
                                        topology.clusters().stream().sorted().toList()) + ", voters "
                                + (topology.voters().isEmpty() ? "unknown" : String.join(", ", topology.voters()))
                                + " as of " + Words.ago(topology.votersAsOf()));
        topology.members().stream().map(TopologyLines::line).forEach(lines::add);
        if (topology.clusters().size() > 1) {
            topology.clusters().stream()
                    .sorted()
                    .map(cluster -> "  cluster " + cluster + ": "
                            + topology.membersOf(cluster).stream()
                                    .map(Topology.Member::name)
                                    .collect(Collectors.joining(", ")))
                    .forEach(lines::add);
        }
        for (String alarm : topology.alarms().stream().sorted().toList()) {
            ProblemTexts.Text text = texts.of(new Problem(alarm, "cluster", "site", Map.of()));
            lines.add("  ! " + text.what() + " " + text.remedy() + " [" + alarm + "]");
        }
        return lines;
    }

    /** The newest of what happened, newest first. */
    static List<String> timeline(List<TimelineEntry> entries) {
        return entries.stream()
                .limit(NEWEST)
                .map(entry -> "  " + Words.ago(entry.at()) + ": " + entry.subject() + " "
                        + (entry.source() == TimelineEntry.Source.REPORT ? "is so since then: " : "") + entry.kind()
                        + (entry.words().isEmpty() ? "" : " " + entry.words())
                        + (entry.who().isEmpty() ? "" : ", by " + entry.who()))
                .toList();
    }

    private static String line(Topology.Member member) {
        String role = member.actual().isEmpty() ? Words.or(member.decided(), "no role") : member.actual();
        String since = member.since() == null ? "" : " since " + Words.ago(member.since());
        return "  " + member.name() + ": " + role + (member.voter() ? ", voter" : "")
                + (member.phase().isEmpty() ? "" : ", " + member.phase() + since)
                + (member.version().isEmpty() ? "" : ", version " + member.version() + " in slot " + member.slot())
                + (member.kubernetes().isEmpty() ? "" : ", Kubernetes " + member.kubernetes())
                + content(member.content()) + ", as of " + Words.ago(member.asOf());
    }

    /** What of the applications a node has, changes, or did not get well. */
    private static String content(@Nullable ContentReport content) {
        if (content == null) {
            return "";
        }
        String digest = content.digest();
        String has = digest == null ? "" : ", content " + digest.substring(0, Math.min(12, digest.length()));
        String under = content.phase().equals("idle") ? "" : ", content under way: " + content.phase();
        String failed = content.failed();
        return has
                + under
                + (failed == null
                        ? ""
                        : ", content " + failed.substring(0, Math.min(12, failed.length())) + " failed: "
                                + content.reason());
    }
}
