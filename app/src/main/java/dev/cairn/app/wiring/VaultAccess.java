package dev.cairn.app.wiring;

import dev.cairn.app.domain.vault.PassphrasePrompt;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the vault is opened without a screen.
 *
 * @param passphraseFile a file that holds the passphrase, or null
 * @param keyFile a key file, or null
 * @param prompt asks a person when a secret is needed, or null when nobody is there
 */
public record VaultAccess(
        @Nullable Path passphraseFile,
        @Nullable Path keyFile,
        @Nullable PassphrasePrompt prompt) {
    /** As {@code CAIRN_PASSPHRASE_FILE} and {@code CAIRN_KEY_FILE} say. */
    public static VaultAccess ofEnvironment() {
        return new VaultAccess(file("CAIRN_PASSPHRASE_FILE"), file("CAIRN_KEY_FILE"), null);
    }

    /** The same with other files where they are given. */
    public VaultAccess with(@Nullable Path otherPassphraseFile, @Nullable Path otherKeyFile) {
        return new VaultAccess(
                otherPassphraseFile == null ? passphraseFile : otherPassphraseFile,
                otherKeyFile == null ? keyFile : otherKeyFile,
                prompt);
    }

    /** The same with somebody to ask. */
    public VaultAccess asking(PassphrasePrompt other) {
        return new VaultAccess(passphraseFile, keyFile, other);
    }

    private static @Nullable Path file(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? null : Path.of(value);
    }
}
