package dev.cairn.app.adapter.vault;

import static dev.cairn.app.adapter.vault.Vaults.A;
import static dev.cairn.app.adapter.vault.Vaults.B;
import static dev.cairn.app.adapter.vault.Vaults.bytes;
import static dev.cairn.app.adapter.vault.Vaults.keyFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.wiring.Expect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A write that ends anywhere leaves the old secrets or the new ones, and the vault goes on from there. */
final class VaultKilledTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("vault.cairn");
    }

    @ParameterizedTest
    @EnumSource(VaultFile.Step.class)
    void holdsOldOrNewWhenKilledAt(VaultFile.Step last) throws Exception {
        made();
        FileVault killed = Vaults.stopping(file(), step -> stopAt(step, last));
        killed.open(keyFile(1));
        assertThatThrownBy(() -> killed.put(Map.of(A, bytes("new"), B, bytes("new"))))
                .satisfies(Expect.problem(AppProblem.FILE_UNWRITABLE));

        FileVault again = Vaults.at(file());
        again.open(keyFile(1));
        boolean isNew = last.compareTo(VaultFile.Step.RENAMED) >= 0;
        assertThat(again.read(A)).hasValue(bytes(isNew ? "new" : "old"));
        assertThat(again.read(B).isPresent()).isEqualTo(isNew);
        again.put(Map.of(B, bytes("later")));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file());
        }
        FileVault third = Vaults.at(file());
        third.open(keyFile(1));
        assertThat(third.read(B)).hasValue(bytes("later"));
    }

    @ParameterizedTest
    @EnumSource(
            value = VaultFile.Step.class,
            names = {"RENAMED", "SETTLED"})
    void goesBackWhenTheNewFileDidNotReachTheDisk(VaultFile.Step last) throws Exception {
        made();
        FileVault killed = Vaults.stopping(file(), step -> stopAt(step, last));
        killed.open(keyFile(1));
        assertThatThrownBy(() -> killed.put(Map.of(A, bytes("new"))))
                .satisfies(Expect.problem(AppProblem.FILE_UNWRITABLE));
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 1] ^= 1;
        Files.write(file(), bytes);

        FileVault again = Vaults.at(file());
        again.open(keyFile(1));
        assertThat(again.read(A)).hasValue(bytes("old"));
        FileVault third = Vaults.at(file());
        third.open(keyFile(1));
        assertThat(third.read(A)).hasValue(bytes("old"));
    }

    @ParameterizedTest
    @EnumSource(
            value = VaultFile.Step.class,
            names = {"WRITTEN", "RENAMED"})
    void refusesToKeepWhatReadsBackOtherwise(VaultFile.Step spoiled) throws Exception {
        made();
        Path victim = spoiled == VaultFile.Step.WRITTEN ? folder.resolve("vault.cairn.new") : file();
        FileVault vault = Vaults.stopping(file(), step -> {
            if (step == spoiled) {
                byte[] bytes = Files.readAllBytes(victim);
                bytes[bytes.length - 1] ^= 1;
                Files.write(victim, bytes);
            }
        });
        vault.open(keyFile(1));
        assertThatThrownBy(() -> vault.put(Map.of(A, bytes("new"))))
                .satisfies(Expect.problem(AppProblem.FILE_UNWRITABLE));
        FileVault again = Vaults.at(file());
        again.open(keyFile(1));
        assertThat(again.read(A)).hasValue(bytes("old"));
    }

    private void made() {
        FileVault vault = Vaults.at(file());
        vault.create(keyFile(1));
        vault.put(Map.of(A, bytes("old")));
    }

    private static void stopAt(VaultFile.Step step, VaultFile.Step last) throws IOException {
        if (step == last) {
            throw new IOException("killed");
        }
    }
}
