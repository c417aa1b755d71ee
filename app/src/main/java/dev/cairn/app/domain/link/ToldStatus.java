package dev.cairn.app.domain.link;

import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.UpdateEnd;
import java.util.List;

/**
 * What a node says of itself.
 *
 * @param ended its updates that have ended, oldest first, as far as it remembers
 */
public record ToldStatus(NodeReport report, List<UpdateEnd> ended) {
    /** Copies the list. */
    public ToldStatus {
        ended = List.copyOf(ended);
    }
}
