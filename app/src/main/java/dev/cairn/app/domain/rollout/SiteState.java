package dev.cairn.app.domain.rollout;

import java.util.Locale;

/** How far a rollout has come at one site. */
public enum SiteState {
    WAITING,
    UPDATING,
    DONE,
    UNREACHABLE,
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
