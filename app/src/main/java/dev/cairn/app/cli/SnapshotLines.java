package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SnapshotReport;
import dev.cairn.protocol.NodeProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Saved states of a cluster as lines for people. Stateless. */
final class SnapshotLines {
    private SnapshotLines() {}

    static List<String> of(Node node) {
        NodeReport report = node.report();
        if (report == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        RestoreReport restore = report.restore();
        if (restore != null && restore.since() > 0) {
            lines.add("  restore of " + restore.snapshot() + " on " + node.label() + ": " + restore.phase() + ", "
                    + Words.ago(restore.at()) + (restore.reason().isEmpty() ? "" : ", " + restore.reason()));
        }
        report.snapshots().stream()
                .map(snapshot -> "  snapshot " + snapshot.name() + " on " + node.label() + ", "
                        + Words.bytes(snapshot.bytes()) + ", " + Words.ago(snapshot.at()))
                .forEach(lines::add);
        return lines;
    }

    /** The snapshot of this name, or the newest; refused when the node told of none such, or is of another site. */
    static SnapshotReport chosen(Node node, Site site, @Nullable String name) {
        NodeReport report = node.report();
        if (!site.id().equals(node.site())) {
            throw ProblemException.of(
                    AppProblem.USAGE, "restore", "--node", "reason", node.label() + " is no node of " + site.name());
        }
        return (report == null ? List.<SnapshotReport>of() : report.snapshots())
                .stream()
                        .filter(snapshot -> name == null || snapshot.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new ProblemException(new Problem(
                                NodeProblem.RESTORE_NO_SNAPSHOT.code(),
                                "restore",
                                node.label(),
                                Map.of("reason", name == null ? "" : name))));
    }
}
