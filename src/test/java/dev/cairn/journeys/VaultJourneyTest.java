package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import dev.cairn.app.wiring.VaultAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a vault whose key lies beside it to one with a passphrase, which is locked at the next start and unlocked on the screen. */
@UiTest
class VaultJourneyTest {
    @Test
    void aPassphraseIsSetAndAskedForAtTheNextStart(@TempDir Path home) throws Exception {
        RunningDesktop.requireDisplay();
        CairnOptions options =
                CairnOptions.of(home).withBeaconPort(FreePort.udp()).withVaultAccess(new VaultAccess(null, null, null));
        Cairn first = Cairn.open(options);
        first.initFleet().run("Journey");
        first.addSite().run(NewSite.named("Harbour"));
        try (RunningDesktop desktop = RunningDesktop.open(first, title -> List.of(), Optional.empty())) {
            assertThat(desktop.visible("#vault-locked")).isEmpty();
            desktop.click("#need-set_passphrase");
            desktop.picture("journey-vault-1-beside");
            desktop.click("#settings-passphrase");
            desktop.type("#vault-passphrase-first", "four words are enough");
            desktop.type("#vault-passphrase-second", "four words are enough");
            desktop.picture("journey-vault-2-set");
            desktop.click("#vault-passphrase-action");
            desktop.until(
                    "the key file to be gone", () -> !first.vaultStatus().now().openToThisDisk());
        }
        Cairn second = Cairn.open(options);
        try (RunningDesktop desktop = RunningDesktop.open(second, title -> List.of(), Optional.empty())) {
            assertThat(second.vaultStatus().isLocked()).isTrue();
            desktop.click("#vault-locked");
            desktop.type("#vault-unlock-passphrase", "these are not the words");
            desktop.click("#vault-unlock-action");
            desktop.waitFor("#vault-unlock .problem");
            desktop.picture("journey-vault-3-refused");
            desktop.type("#vault-unlock-passphrase", "four words are enough");
            desktop.click("#vault-unlock-action");
            desktop.until("the vault to be open", () -> !second.vaultStatus().isLocked());
            desktop.until(
                    "the lock to be gone",
                    () -> desktop.visible("#vault-locked").isEmpty());
            desktop.click("#rail-settings");
            desktop.click("#settings-lock");
            desktop.waitFor("#vault-locked");
            desktop.picture("journey-vault-4-locked");
        }
        try (Opener right = new Opener.Passphrase("four words are enough".toCharArray());
                Cairn third = Cairn.open(options)) {
            third.unlockVault().run(right);
            third.syncSite().requireOpen();
        }
    }
}
