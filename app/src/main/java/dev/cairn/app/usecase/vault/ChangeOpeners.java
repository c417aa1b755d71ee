package dev.cairn.app.usecase.vault;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.OpenerFiles;
import dev.cairn.app.domain.vault.OpenerKind;
import dev.cairn.app.domain.vault.PassphraseRules;
import dev.cairn.app.domain.vault.Vault;
import dev.cairn.app.domain.vault.VaultSlot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes what opens the vault. Each refuses while it is locked, and wipes the passphrase that it was given. */
public final class ChangeOpeners {
    private final Vault vault;
    private final OpenerFiles files;
    private final Transactions transactions;
    private final ActivityLog activity;

    public ChangeOpeners(Vault vault, OpenerFiles files, Transactions transactions, ActivityLog activity) {
        this.vault = vault;
        this.files = files;
        this.transactions = transactions;
        this.activity = activity;
    }

    /** Makes a key file that opens nothing yet. */
    public void newKeyFile(Path file) {
        files.newKeyFile(file);
    }

    /** From now on this passphrase opens it too. The key file beside the vault goes: it would make the passphrase pointless. */
    public void addPassphrase(Opener.Passphrase passphrase) {
        change(passphrase, besideSlot(), "vault.passphrase-added");
    }

    /** Puts this passphrase in the place of the one with this id, or of the only one. */
    public void changePassphrase(Opener.Passphrase passphrase, @Nullable String id) {
        Set<String> replaced = besideSlot();
        replaced.add(id == null ? onlyPassphrase() : id);
        change(passphrase, replaced, "vault.passphrase-changed");
    }

    /** From now on this key file opens it too. */
    public void addKeyFile(Path file) {
        change(files.keyFile(file), Set.of(), "vault.key-file-added");
    }

    /** From now on this does not open it any more. */
    public void remove(String id) {
        change(null, Set.of(id), "vault.opener-removed");
    }

    private void change(@Nullable Opener added, Set<String> removed, String action) {
        try (added) {
            if (added instanceof Opener.Passphrase passphrase) {
                PassphraseRules.check(passphrase);
            }
            vault.change(added, removed);
        }
        // The vault first: a key file that opens nothing harms nobody.
        if (files.hasBeside() && besideSlot().isEmpty()) {
            files.discardBeside();
        }
        transactions.inOne(() -> {
            activity.add(action, removed.isEmpty() ? "vault" : String.join(", ", removed));
            return true;
        });
    }

    private Set<String> besideSlot() {
        Set<String> slots = new HashSet<>();
        files.keyBeside().ifPresent(key -> {
            try (key) {
                vault.slotOf(key).ifPresent(slots::add);
            }
        });
        return slots;
    }

    private String onlyPassphrase() {
        List<VaultSlot> passphrases = vault.state().slots().stream()
                .filter(slot -> slot.kind() == OpenerKind.PASSPHRASE)
                .toList();
        if (passphrases.size() != 1) {
            throw ProblemException.of(
                    AppProblem.VAULT_OPENER_UNCLEAR, "change openers", "passphrase", "count", passphrases.size());
        }
        return passphrases.getFirst().id();
    }
}
