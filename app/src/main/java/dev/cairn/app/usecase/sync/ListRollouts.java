package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutRepository;
import java.util.List;

/** Lists rollouts. */
public final class ListRollouts {
    private final RolloutRepository rollouts;

    public ListRollouts(RolloutRepository rollouts) {
        this.rollouts = rollouts;
    }

    /** All rollouts, newest first. */
    public List<Rollout> all() {
        return rollouts.all();
    }
}
