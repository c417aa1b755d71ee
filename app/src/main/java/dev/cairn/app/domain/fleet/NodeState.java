package dev.cairn.app.domain.fleet;

import java.util.Locale;

/** How far a node has come. */
public enum NodeState {
    DISCOVERED,
    ASSIGNED,
    PROVISIONED,
    ACTIVE,
    LOST,
    RETIRED;

    /** The word used in files and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
