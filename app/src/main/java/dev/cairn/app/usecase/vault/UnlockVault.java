package dev.cairn.app.usecase.vault;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.Vault;
import java.util.Set;

/** Opens and locks the vault of a running app. */
public final class UnlockVault {
    private final Vault vault;
    private final InventoryEvents events;

    public UnlockVault(Vault vault, InventoryEvents events) {
        this.vault = vault;
        this.events = events;
    }

    /** Opens it and wipes the opener; refused when it does not fit. */
    public void run(Opener opener) {
        try (opener) {
            vault.open(opener);
        }
        events.publish(Set.of(Topic.FLEET));
    }

    /** Wipes the secrets from memory; what needs one is refused until it is opened again. */
    public void lock() {
        vault.lock();
        events.publish(Set.of(Topic.FLEET));
    }
}
