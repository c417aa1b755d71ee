package dev.cairn.app.domain.rollout;

import java.util.Locale;

/** How far a rollout has come. */
public enum RolloutState {
    PLANNED,
    RUNNING,
    PAUSED,
    FINISHED,
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
