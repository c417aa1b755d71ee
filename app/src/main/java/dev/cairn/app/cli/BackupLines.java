package dev.cairn.app.cli;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.usecase.problem.ProblemTexts;
import dev.cairn.app.usecase.sync.SiteBackup;
import java.util.List;

/** What became of a cluster's keys and tokens, as lines for people. Stateless. */
final class BackupLines {
    private BackupLines() {}

    /** Nothing where nothing changed. */
    static List<String> of(SiteBackup backup) {
        return switch (backup.outcome()) {
            case NONE, UNCHANGED -> List.of();
            case KEPT -> List.of("  " + kept(backup));
            case NOT_KEPT -> {
                Problem problem = backup.problem();
                yield List.of("  the cluster's keys and tokens were not kept: "
                        + (problem == null ? "" : new ProblemTexts().of(problem).what()));
            }
        };
    }

    static String kept(SiteBackup backup) {
        return "the vault keeps " + backup.files() + " keys and tokens of cluster " + backup.cluster() + ", from "
                + backup.node();
    }
}
