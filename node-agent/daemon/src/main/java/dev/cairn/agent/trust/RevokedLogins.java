package dev.cairn.agent.trust;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.Revocations;

/** All that was ever revoked, as this node heard of it; it only grows. Thread-safe. */
public final class RevokedLogins {
    private static final String FILE = "revoked.json";

    private final StateFolder state;
    private volatile Revocations all;

    /** Loads what was kept. */
    public RevokedLogins(StateFolder state) {
        this.state = state;
        this.all = state.readJson(FILE, Revocations.class).orElse(Revocations.NONE);
    }

    /** Those known now. */
    public Revocations all() {
        return all;
    }

    /** Keeps these too; as {@link StateFolder#write} throws, they hold until the next start. */
    public synchronized void add(Revocations more) {
        Revocations next = all.and(more);
        if (!next.equals(all)) {
            all = next;
            state.writeJson(FILE, next);
        }
    }
}
