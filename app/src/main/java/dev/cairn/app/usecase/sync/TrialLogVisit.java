package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.domain.link.NodeLink;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the log of a node's newest failed trial home. Safe for many threads. */
final class TrialLogVisit {
    private static final Logger LOG = LoggerFactory.getLogger(TrialLogVisit.class);

    private final UpdateHistory history;
    private final InstantSource clock;

    TrialLogVisit(UpdateHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /** Asks for it unless it is here already; that a node cannot tell it spoils no visit. */
    void takeIfNew(NodeId id, NodeLink link) {
        Optional<PastUpdate> newest = newest(id);
        TrialLogState known = newest.map(PastUpdate::log).orElse(null);
        if (newest.isEmpty() || (known != null && known.isFinal())) {
            return;
        }
        try {
            take(id, link);
        } catch (ProblemException refused) {
            LOG.info("{} does not tell what its failed trial logged: {}", id, refused.getMessage());
        }
    }

    /** Asks for it now; what is final or about another update stays as it is kept. */
    KeptTrialLog take(NodeId id, NodeLink link) {
        TrialLog told = link.trialLog();
        Optional<UpdateEnd> newest = newest(id).map(PastUpdate::end);
        // An agent that keeps none cannot say of which update.
        TrialLog log = told.bundle().isEmpty() ? newest.map(told::of).orElse(told) : told;
        KeptTrialLog taken = new KeptTrialLog(log, clock.instant());
        if (!log.bundle().isEmpty() && log.state() != TrialLogState.NO_TRIAL) {
            history.keep(id, taken);
        }
        return taken;
    }

    /** The newest update that fell back, as far as is known here. */
    Optional<PastUpdate> newest(NodeId id) {
        return history.of(id).stream().filter(past -> past.end().fellBack()).findFirst();
    }
}
