package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.fleet.Site;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A site with what its nodes reported.
 *
 * @param lastSeen when any of its nodes was last heard, or null
 * @param running how many nodes reported that they run the desired release
 */
public record SiteSummary(
        Site site,
        int nodes,
        int running,
        int unhealthy,
        @Nullable Instant lastSeen) {}
