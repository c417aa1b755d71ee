package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.UpdateHistory;
import java.util.List;

/** Tells how the updates of a node ended. */
public final class ListUpdates {
    private final UpdateHistory history;

    public ListUpdates(UpdateHistory history) {
        this.history = history;
    }

    /** Newest first; also of a node that is out of reach. */
    public List<PastUpdate> of(NodeId node) {
        return history.of(node);
    }
}
