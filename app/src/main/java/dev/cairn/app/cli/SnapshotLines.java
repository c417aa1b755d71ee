package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import java.util.List;

/** Saved states of a cluster as lines for people. Stateless. */
final class SnapshotLines {
    private SnapshotLines() {}

    static List<String> of(Node node) {
        NodeReport report = node.report();
        return report == null
                ? List.of()
                : report.snapshots().stream()
                        .map(snapshot -> "  snapshot " + snapshot.name() + " on " + node.label() + ", "
                                + Words.bytes(snapshot.bytes()) + ", " + Words.ago(snapshot.at()))
                        .toList();
    }
}
