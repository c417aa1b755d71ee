package dev.cairn.app.ui.vault;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.OpenerKind;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.vault.ChangeOpeners;
import dev.cairn.app.usecase.vault.UnlockVault;
import dev.cairn.app.usecase.vault.VaultReport;
import dev.cairn.app.usecase.vault.VaultStatus;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the screens know of the vault, and what they may do with it. FX thread only. */
public final class VaultViewModel {
    private final ReadOnlyObjectWrapper<Loadable<VaultReport>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final UnlockVault unlocking;
    private final ChangeOpeners openers;
    private final UiWork work;
    private final Refresher<VaultReport> refresher;

    public VaultViewModel(VaultStatus status, UnlockVault unlocking, ChangeOpeners openers, UiWork work) {
        this.unlocking = unlocking;
        this.openers = openers;
        this.work = work;
        refresher = new Refresher<>(
                work,
                "vault",
                status::now,
                report -> state.set(new Loadable.Ready<>(report)),
                problem -> state.set(new Loadable.Failed<>(problem)));
    }

    ReadOnlyObjectProperty<Loadable<VaultReport>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Reads it anew. */
    public void refresh() {
        refresher.refresh();
    }

    /** Opens it; the array is wiped. */
    void unlock(char[] typed, Runnable done, Consumer<Problem> failed) {
        act(() -> unlocking.run(new Opener.Passphrase(typed)), done, failed);
    }

    /** Wipes the secrets from memory. */
    void lock(Consumer<Problem> failed) {
        act(unlocking::lock, () -> {}, failed);
    }

    /** Sets the first passphrase, or puts this one in the place of the one that there is; the array is wiped. */
    void setPassphrase(char[] typed, Runnable done, Consumer<Problem> failed) {
        boolean change = hasPassphrase();
        Opener.Passphrase passphrase = new Opener.Passphrase(typed);
        act(
                () -> {
                    if (change) {
                        openers.changePassphrase(passphrase, null);
                    } else {
                        openers.addPassphrase(passphrase);
                    }
                },
                done,
                failed);
    }

    /** Whether there is a passphrase already. */
    boolean hasPassphrase() {
        return state.get() instanceof Loadable.Ready<VaultReport>(VaultReport report)
                && report.openers().stream().anyMatch(slot -> slot.kind() == OpenerKind.PASSPHRASE);
    }

    private void act(Runnable action, Runnable done, Consumer<Problem> failed) {
        work.run(
                "vault",
                () -> {
                    action.run();
                    return true;
                },
                ended -> {
                    refresh();
                    done.run();
                },
                failed);
    }
}
