package dev.cairn.app.usecase.vault;

import dev.cairn.app.domain.vault.OpenerFiles;
import dev.cairn.app.domain.vault.Vault;
import dev.cairn.app.domain.vault.VaultState;

/** Tells how the secrets of this laptop are kept; asks nobody for a passphrase. */
public final class VaultStatus {
    private final Vault vault;
    private final OpenerFiles files;

    public VaultStatus(Vault vault, OpenerFiles files) {
        this.vault = vault;
        this.files = files;
    }

    public VaultReport now() {
        VaultState state = vault.state();
        return switch (state) {
            case VaultState.Missing missing -> new VaultReport("missing", missing.slots(), false);
            case VaultState.Locked locked -> new VaultReport("locked", locked.slots(), besideOpens());
            case VaultState.Open open -> new VaultReport("open", open.slots(), besideOpens());
        };
    }

    /** Whether there is a vault whose secrets cannot be read now. */
    public boolean isLocked() {
        return vault.state() instanceof VaultState.Locked;
    }

    private boolean besideOpens() {
        return files.keyBeside()
                .filter(key -> {
                    try (key) {
                        return vault.slotOf(key).isPresent();
                    }
                })
                .isPresent();
    }
}
