package dev.cairn.app.domain.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps how the updates of nodes ended, longer than the nodes themselves do. Safe for use by many threads. */
public interface UpdateHistory {
    /** Adds those that are not kept yet. */
    void add(NodeId node, List<UpdateEnd> ended, Instant heard);

    /** Those of a node, newest first. */
    List<PastUpdate> of(NodeId node);

    /** Keeps the log of a failed trial in place of what was known of it; of each node, those of the newest few trials stay. */
    void keep(NodeId node, KeptTrialLog log);

    /** The log of the trial of this update. */
    Optional<KeptTrialLog> trialLog(NodeId node, UpdateEnd end);
}
