package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.SiteId;
import java.util.List;

/** A rollout that is to be made: sites by wave. */
public record RolloutPlan(String name, Digest release, List<List<SiteId>> waves) {
    public RolloutPlan {
        waves = waves.stream().map(List::copyOf).toList();
    }
}
