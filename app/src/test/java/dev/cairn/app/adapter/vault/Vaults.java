package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.SecretName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Vaults whose passphrases are cheap to try, and what tests put into them. */
final class Vaults {
    static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 2);
    static final SecretName A = SecretName.batch("a");
    static final SecretName B = SecretName.batch("b");

    private Vaults() {}

    static FileVault at(Path file) {
        return stopping(file, step -> {});
    }

    static FileVault stopping(Path file, VaultFile.Steps steps) {
        return new FileVault(new VaultFile(file, steps), CHEAP, () -> Instant.EPOCH);
    }

    static Opener passphrase(String text) {
        return new Opener.Passphrase(text.toCharArray());
    }

    static Opener keyFile(int seed) {
        byte[] key = new byte[Opener.KeyFile.BYTES];
        Arrays.fill(key, (byte) seed);
        return new Opener.KeyFile(key);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
