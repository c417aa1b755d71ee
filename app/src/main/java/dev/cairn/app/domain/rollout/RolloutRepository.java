package dev.cairn.app.domain.rollout;

import java.util.List;
import java.util.Optional;

/** Keeps rollouts. */
public interface RolloutRepository {
    Optional<Rollout> find(String id);

    /** All rollouts, newest first. */
    List<Rollout> all();

    void save(Rollout rollout);
}
