package dev.cairn.app.domain.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps secrets, readable only while it is open. Every change is kept whole or not at all. Safe for many threads. */
public interface Vault {
    VaultState state();

    /** Makes an empty, open vault with one opener; refused when there is one. */
    void create(Opener opener);

    /** Opens it; refused when this does not open it. Harmless when it is open. */
    void open(Opener opener);

    /** Wipes the secrets from memory. */
    void lock();

    /** Refuses with a problem that says how to open it, unless it is open or whoever can open it does so now. */
    void requireOpen(String phase);

    /** A copy of a secret, to be wiped by the caller. Refused while locked. */
    Optional<byte[]> read(SecretName name);

    /** The names of all secrets in order. Refused while locked. */
    List<SecretName> names();

    /** Stores these secrets, in one step. Refused while locked. */
    void put(Map<SecretName, byte[]> secrets);

    /** The id of the slot that this opens; empty when it opens none. */
    Optional<String> slotOf(Opener opener);

    /** Adds an opener and takes others away, in one step; refused while locked, and when none would be left. */
    void change(@Nullable Opener added, Set<String> removed);
}
