package dev.cairn.app.domain.rollout;

import dev.cairn.app.domain.Digest;
import java.time.Instant;
import java.util.List;

/** A release on its way to many sites. */
public record Rollout(
        String id, String name, Digest release, RolloutState state, List<RolloutSite> sites, Instant createdAt) {
    public Rollout {
        sites = List.copyOf(sites);
    }

    public int waves() {
        return sites.stream().mapToInt(RolloutSite::wave).max().orElse(-1) + 1;
    }

    public List<RolloutSite> wave(int wave) {
        return sites.stream().filter(site -> site.wave() == wave).toList();
    }

    public Rollout inState(RolloutState next) {
        return new Rollout(id, name, release, next, sites, createdAt);
    }

    /** The same rollout with one site replaced. */
    public Rollout with(RolloutSite changed) {
        List<RolloutSite> next = sites.stream()
                .map(site -> site.site().equals(changed.site()) ? changed : site)
                .toList();
        return new Rollout(id, name, release, state, next, createdAt);
    }
}
