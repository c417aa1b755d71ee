package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.rollout.SiteState;
import java.util.stream.Collectors;

/** What the sync of a site means for a rollout. */
final class RolloutJudge {
    private RolloutJudge() {}

    static SiteState stateOf(SiteSyncReport report) {
        if (report.nodes().isEmpty() || report.good()) {
            return SiteState.DONE;
        }
        boolean failed = report.nodes().stream().anyMatch(node -> switch (node.outcome()) {
            case ROLLED_BACK, FAILED -> true;
            case SYNCED, COMMITTED, HELD_BACK, UNREACHABLE -> false;
        });
        return failed ? SiteState.FAILED : SiteState.UNREACHABLE;
    }

    static String detail(SiteSyncReport report) {
        return report.nodes().stream().map(RolloutJudge::detail).collect(Collectors.joining(", "));
    }

    private static String detail(NodeSyncResult node) {
        Problem problem = node.problem();
        String how = node.label() + " " + node.outcome().word();
        if (problem == null) {
            return how;
        }
        String reason = problem.arguments().get("reason");
        return how + " (" + problem.code() + (reason == null ? "" : ": " + reason) + ")";
    }
}
