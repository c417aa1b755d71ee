package dev.cairn.app.domain.fleet;

import java.time.Instant;
import java.util.List;

/** Keeps how the updates of nodes ended, longer than the nodes themselves do. Safe for use by many threads. */
public interface UpdateHistory {
    /** Adds those that are not kept yet. */
    void add(NodeId node, List<UpdateEnd> ended, Instant heard);

    /** Those of a node, newest first. */
    List<PastUpdate> of(NodeId node);
}
