package dev.cairn.app.adapter.vault;

import static dev.cairn.app.adapter.vault.Vaults.A;
import static dev.cairn.app.adapter.vault.Vaults.B;
import static dev.cairn.app.adapter.vault.Vaults.bytes;
import static dev.cairn.app.adapter.vault.Vaults.keyFile;
import static dev.cairn.app.adapter.vault.Vaults.passphrase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.vault.OpenerKind;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.VaultSlot;
import dev.cairn.app.domain.vault.VaultState;
import dev.cairn.app.wiring.Expect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileVaultTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("vault.cairn");
    }

    @Test
    void keepsSecretsForWhoHasAnOpener() {
        FileVault vault = Vaults.at(file());
        assertThat(vault.state()).isEqualTo(new VaultState.Missing());
        vault.create(passphrase("four words are enough"));
        vault.put(Map.of(A, bytes("one"), B, bytes("two")));
        vault.put(Map.of(A, bytes("three")));

        FileVault again = Vaults.at(file());
        assertThat(again.state()).isInstanceOf(VaultState.Locked.class);
        assertThatThrownBy(() -> again.read(A)).satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
        assertThatThrownBy(() -> again.put(Map.of(A, bytes("x")))).satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
        assertThatThrownBy(() -> again.open(passphrase("four words are not enough")))
                .satisfies(Expect.problem(AppProblem.VAULT_NOT_OPENED));
        assertThatThrownBy(() -> again.open(keyFile(1))).satisfies(Expect.problem(AppProblem.VAULT_NOT_OPENED));
        again.open(passphrase("four words are enough"));
        assertThat(again.names()).containsExactly(A, B);
        assertThat(again.read(A)).hasValue(bytes("three"));
        assertThat(again.read(B)).hasValue(bytes("two"));
        assertThat(again.read(SecretName.batch("c"))).isEmpty();
        again.lock();
        assertThatThrownBy(again::names).satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
    }

    @Test
    void opensWithAnyOfItsOpenersAndWithNoneThatWasTakenAway() {
        FileVault vault = Vaults.at(file());
        vault.create(keyFile(1));
        vault.put(Map.of(A, bytes("one")));
        vault.change(passphrase("first passphrase"), Set.of());
        vault.change(keyFile(2), Set.of());
        List<VaultSlot> slots = vault.state().slots();
        assertThat(slots)
                .extracting(VaultSlot::kind)
                .containsExactly(OpenerKind.KEY_FILE, OpenerKind.PASSPHRASE, OpenerKind.KEY_FILE);
        vault.change(
                passphrase("second passphrase"),
                Set.of(slots.get(0).id(), slots.get(1).id()));

        FileVault again = Vaults.at(file());
        assertThatThrownBy(() -> again.open(keyFile(1))).satisfies(Expect.problem(AppProblem.VAULT_NOT_OPENED));
        assertThatThrownBy(() -> again.open(passphrase("first passphrase")))
                .satisfies(Expect.problem(AppProblem.VAULT_NOT_OPENED));
        again.open(keyFile(2));
        assertThat(again.read(A)).hasValue(bytes("one"));
        again.lock();
        again.open(passphrase("second passphrase"));
        assertThat(again.read(A)).hasValue(bytes("one"));
    }

    @Test
    void keepsItsLastOpener() {
        FileVault vault = Vaults.at(file());
        vault.create(keyFile(1));
        String only = vault.state().slots().getFirst().id();
        assertThatThrownBy(() -> vault.change(null, Set.of(only)))
                .satisfies(Expect.problem(AppProblem.VAULT_LAST_OPENER));
        assertThatThrownBy(() -> vault.change(null, Set.of("00")))
                .satisfies(Expect.problem(AppProblem.VAULT_OPENER_UNKNOWN));
        for (int i = 2; i <= VaultHeader.MOST_SLOTS; i++) {
            vault.change(keyFile(i), Set.of());
        }
        assertThatThrownBy(() -> vault.change(keyFile(9), Set.of()))
                .satisfies(Expect.problem(AppProblem.VAULT_OPENERS_FULL));
        assertThatThrownBy(() -> vault.create(keyFile(1))).satisfies(Expect.problem(AppProblem.FILE_EXISTS));
    }

    @Test
    void asksForAnOpenerOnlyWhenASecretIsNeeded() {
        FileVault vault = Vaults.at(file());
        assertThatThrownBy(() -> vault.requireOpen("sign")).satisfies(Expect.problem(AppProblem.VAULT_MISSING));
        vault.create(passphrase("some words"));
        vault.lock();
        int[] asked = {0};
        vault.whenNeeded(locked -> {
            asked[0]++;
            locked.open(passphrase("some words"));
        });
        assertThat(vault.state().slots()).hasSize(1);
        assertThat(asked[0]).isZero();
        vault.requireOpen("sign");
        vault.requireOpen("sign");
        assertThat(asked[0]).isOne();
    }

    @Test
    void composedAndDecomposedLettersAreOnePassphrase() {
        FileVault vault = Vaults.at(file());
        vault.create(passphrase("gr\u00fcne \u00c4pfel"));
        vault.lock();
        vault.open(passphrase("gru\u0308ne A\u0308pfel"));
        assertThat(vault.state()).isInstanceOf(VaultState.Open.class);
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        FileVault vault = Vaults.at(file());
        vault.create(keyFile(1));
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Vaults.at(file()).open(keyFile(1)))
                .satisfies(Expect.problem(AppProblem.VAULT_TOO_OPEN));
    }

    @Test
    void usesTheRecommendedCostOutsideOfTests() throws Exception {
        FileVault vault = new FileVault(file(), () -> Instant.EPOCH);
        vault.create(passphrase("four words are enough"));
        VaultHeader header = VaultHeader.read(Files.readAllBytes(file()), new Damage(file()));
        assertThat(header.slots().getFirst().cost()).isEqualTo(new Argon2Cost(65536, 3, 4));
        vault.lock();
        vault.open(passphrase("four words are enough"));
    }
}
