package dev.cairn.app.ui.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.vault.VaultReport;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.app.wiring.VaultAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultViewModelTest {
    @TempDir
    Path home;

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void setsAPassphraseLocksAndUnlocks() {
        CairnOptions options = CairnOptions.of(home).withVaultAccess(new VaultAccess(null, null, null));
        try (Cairn cairn = Cairn.open(options)) {
            cairn.initFleet().run("North");
            VaultViewModel model = new VaultViewModel(
                    cairn.vaultStatus(), cairn.unlockVault(), cairn.changeOpeners(), UiWork.inline());
            model.refresh();
            assertThat(report(model).openToThisDisk()).isTrue();
            assertThat(model.hasPassphrase()).isFalse();
            char[] typed = "four words are enough".toCharArray();
            model.setPassphrase(typed, () -> {}, problems::add);
            assertThat(typed).containsOnly('\0');
            assertThat(report(model).openToThisDisk()).isFalse();
            assertThat(model.hasPassphrase()).isTrue();

            model.lock(problems::add);
            assertThat(report(model).state()).isEqualTo("locked");
            assertThat(cairn.vaultStatus().isLocked()).isTrue();
            assertThat(problems).isEmpty();
            char[] wrong = "four words are not".toCharArray();
            model.unlock(wrong, () -> {}, problems::add);
            assertThat(wrong).containsOnly('\0');
            assertThat(problems).extracting(Problem::code).containsExactly(AppProblem.VAULT_NOT_OPENED.code());
            assertThat(report(model).state()).isEqualTo("locked");
            model.unlock("four words are enough".toCharArray(), () -> {}, problems::add);
            assertThat(report(model).state()).isEqualTo("open");
        }
    }

    private static VaultReport report(VaultViewModel model) {
        if (model.stateProperty().get() instanceof Loadable.Ready<VaultReport>(VaultReport report)) {
            return report;
        }
        throw new AssertionError(
                "the vault was not read: " + model.stateProperty().get());
    }
}
