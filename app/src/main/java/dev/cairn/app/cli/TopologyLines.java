package dev.cairn.app.cli;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A site's cluster as lines for people. */
final class TopologyLines {
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
        for (String alarm : topology.alarms().stream().sorted().toList()) {
            ProblemTexts.Text text = texts.of(new Problem(alarm, "cluster", "site", Map.of()));
            lines.add("  ! " + text.what() + " " + text.remedy() + " [" + alarm + "]");
        }
        return lines;
    }

    private static String line(Topology.Member member) {
        String role = member.actual().isEmpty() ? Words.or(member.decided(), "no role") : member.actual();
        String since = member.since() == null ? "" : " since " + Words.ago(member.since());
        return "  " + member.name() + ": " + role + (member.voter() ? ", voter" : "")
                + (member.phase().isEmpty() ? "" : ", " + member.phase() + since)
                + (member.version().isEmpty() ? "" : ", version " + member.version() + " in slot " + member.slot())
                + (member.kubernetes().isEmpty() ? "" : ", Kubernetes " + member.kubernetes())
                + ", as of " + Words.ago(member.asOf());
    }
}
