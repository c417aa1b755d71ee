package dev.cairn.app.domain.fleet;

import java.util.Locale;

/** What a node is in its cluster, in the words of k3s. */
public enum Role {
    SERVER,
    AGENT;

    /** The word used in files and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
