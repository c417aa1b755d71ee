package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.fleet.SiteId;
import java.util.List;

/**
 * What a sync did with one site.
 *
 * @param backup what became of its cluster's keys and tokens
 */
public record SiteSyncReport(SiteId site, String name, List<NodeSyncResult> nodes, SiteBackup backup) {
    public SiteSyncReport {
        nodes = List.copyOf(nodes);
    }

    /** Whether any node answered. */
    public boolean reached() {
        return nodes.stream().anyMatch(node -> node.outcome() != NodeSyncResult.Outcome.UNREACHABLE);
    }

    public boolean good() {
        return nodes.stream().allMatch(node -> node.outcome().good());
    }
}
