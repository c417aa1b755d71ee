package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.fleet.FleetSigning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what a node logs, and what its last failed trial logged. Safe for use by many threads. */
public final class ReadNodeLog {
    private final NodeVisit visit;
    private final TrialLogVisit trials;
    private final UpdateHistory history;
    private final FleetSigning signing;

    ReadNodeLog(NodeVisit visit, TrialLogVisit trials, UpdateHistory history, FleetSigning signing) {
        this.visit = visit;
        this.trials = trials;
        this.history = history;
        this.signing = signing;
    }

    /** The newest lines of the node's log, oldest first, asked for now. */
    public List<String> lines(NodeId id, int most) {
        signing.requireOpen("log");
        try (NodeLink link = visit.connect(id)) {
            return link.logs(most);
        }
    }

    /** What the newest failed trial logged: what is kept here if that is all there will be, else what the node says now. */
    public KeptTrialLog failedTrial(NodeId id) {
        Optional<KeptTrialLog> kept = trials.newest(id).map(PastUpdate::end).flatMap(end -> history.trialLog(id, end));
        if (kept.filter(log -> log.log().state().isFinal()).isPresent()) {
            return kept.get();
        }
        signing.requireOpen("log");
        try (NodeLink link = visit.connect(id)) {
            visit.report(id, link);
            return trials.take(id, link);
        } catch (ProblemException away) {
            return kept.filter(log -> UpdateNode.isAbsence(away.problem()))
                    .filter(log -> log.log().state() != TrialLogState.NOT_YET)
                    .orElseThrow(() -> away);
        }
    }

    /** Writes a log into a file, over one that is there; answers the file. */
    public Path save(TrialLog log, Path file) {
        try {
            return Files.writeString(file, log.text() + "\n");
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.FILE_UNWRITABLE, "save", file, "reason", String.valueOf(e.getMessage())), e);
        }
    }

    /** What is kept here of the trial of an update, whether the node answers or not. */
    public Optional<KeptTrialLog> kept(NodeId id, UpdateEnd end) {
        return history.trialLog(id, end);
    }
}
