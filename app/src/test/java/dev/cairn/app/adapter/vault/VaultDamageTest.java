package dev.cairn.app.adapter.vault;

import static dev.cairn.app.adapter.vault.Vaults.A;
import static dev.cairn.app.adapter.vault.Vaults.bytes;
import static dev.cairn.app.adapter.vault.Vaults.keyFile;
import static dev.cairn.app.adapter.vault.Vaults.passphrase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.wiring.Expect;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte counts, whatever it is opened with. */
final class VaultDamageTest {
    private static final Set<String> REFUSALS =
            Set.of(AppProblem.VAULT_DAMAGED.code(), AppProblem.VAULT_NOT_OPENED.code(), AppProblem.VAULT_NEWER.code());

    @TempDir
    Path folder;

    private byte[] whole = {};

    private Path file() {
        return folder.resolve("vault.cairn");
    }

    @BeforeEach
    void make() throws Exception {
        FileVault vault = Vaults.at(file());
        vault.create(keyFile(1));
        vault.change(passphrase("some words"), Set.of());
        vault.put(Map.of(A, bytes("one")));
        whole = Files.readAllBytes(file());
    }

    @Test
    void refusesEveryFlippedBitForAKeyFile() throws Exception {
        refusesEveryFlip(() -> keyFile(1), 8);
    }

    @Test
    void refusesEveryFlippedByteForAPassphrase() throws Exception {
        refusesEveryFlip(() -> passphrase("some words"), 1);
    }

    private void refusesEveryFlip(Supplier<Opener> opener, int bits) throws Exception {
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < bits; bit++) {
                byte[] other = whole.clone();
                other[at] ^= (byte) (1 << bit);
                Files.write(file(), other);
                FileVault vault = Vaults.at(file());
                Throwable refusal = catchThrowable(() -> vault.open(opener.get()));
                assertThat(refusal).as("bit %s of byte %s", bit, at).isInstanceOf(ProblemException.class);
                assertThat(((ProblemException) refusal).problem().code()).isIn(REFUSALS);
                assertThatThrownBy(() -> vault.read(A)).isInstanceOf(ProblemException.class);
                assertThat(Files.readAllBytes(file())).isEqualTo(other);
            }
        }
    }

    @Test
    void refusesEveryTruncationAndAnythingBehindTheEnd() throws Exception {
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Vaults.at(file()).open(keyFile(1)))
                    .as("cut to %s bytes", length)
                    .satisfies(Expect.problem(AppProblem.VAULT_DAMAGED))
                    .satisfies(error -> assertThat(
                                    ((ProblemException) error).problem().arguments())
                            .containsEntry("byte", Integer.toString(Files.readAllBytes(file()).length)));
        }
        Files.write(file(), Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> Vaults.at(file()).open(keyFile(1)))
                .satisfies(Expect.problem(AppProblem.VAULT_DAMAGED));
    }

    @Test
    void tellsAWrongPassphraseAndADamagedSlotAlike() throws Exception {
        Throwable wrong = catchThrowable(() -> Vaults.at(file()).open(passphrase("other words")));
        byte[] other = whole.clone();
        // The last byte of the passphrase's slot, which is the second.
        other[12 + 2 * KeySlot.BYTES - 1] ^= 1;
        Files.write(file(), other);
        Throwable damaged = catchThrowable(() -> Vaults.at(file()).open(passphrase("some words")));
        assertThat(((ProblemException) damaged).problem()).isEqualTo(((ProblemException) wrong).problem());
    }

    @Test
    void refusesANewerFormatByItsName() throws Exception {
        ByteBuffer.wrap(whole).putShort(8, (short) 2);
        Files.write(file(), whole);
        assertThatThrownBy(() -> Vaults.at(file()).open(keyFile(1))).satisfies(Expect.problem(AppProblem.VAULT_NEWER));
    }

    @Test
    void refusesAHostileCostBeforeItIsPaid() throws Exception {
        int slot = 12 + KeySlot.BYTES;
        ByteBuffer.wrap(whole).putInt(slot + 12, 100 << 20);
        Files.write(file(), whole);
        assertThatThrownBy(() -> Vaults.at(file()).open(passphrase("some words")))
                .satisfies(Expect.problem(AppProblem.VAULT_DAMAGED))
                .satisfies(
                        error -> assertThat(((ProblemException) error).problem().arguments())
                                .containsEntry("byte", Integer.toString(slot + 9)));
    }

    @Test
    void refusesAPartOfAnotherVersionOfTheSameVault() throws Exception {
        FileVault vault = Vaults.at(file());
        vault.open(keyFile(1));
        vault.put(Map.of(A, bytes("two")));
        byte[] later = Files.readAllBytes(file());
        int sealed = VaultHeader.associatedBytes(2);
        byte[] mixed = later.clone();
        System.arraycopy(whole, sealed, mixed, sealed, whole.length - sealed);
        Files.write(file(), mixed);
        assertThatThrownBy(() -> Vaults.at(file()).open(keyFile(1)))
                .satisfies(Expect.problem(AppProblem.VAULT_DAMAGED));
    }
}
