package dev.cairn.app.wiring;

import dev.cairn.app.adapter.keys.PlainKeyFiles;
import dev.cairn.app.adapter.vault.FileOpeners;
import dev.cairn.app.adapter.vault.FileVault;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.OpenerFiles;
import dev.cairn.app.domain.vault.PassphrasePrompt;
import dev.cairn.app.domain.vault.PassphraseRules;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.VaultState;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the vault with what is at hand, makes it when it is needed, and moves into it what stood outside before. */
final class VaultOpening {
    private final FileVault vault;
    private final OpenerFiles files;
    private final PlainKeyFiles plainKeys;
    private final VaultAccess access;

    VaultOpening(Path home, CairnOptions options) {
        Path keys = home.resolve("keys");
        vault = new FileVault(home.resolve("vault.cairn"), options.clock());
        files = new FileOpeners(keys.resolve("vault.key"));
        plainKeys = new PlainKeyFiles(keys);
        access = options.vaultAccess();
    }

    FileVault vault() {
        return vault;
    }

    OpenerFiles files() {
        return files;
    }

    /** Opens it if it can be opened without asking; whatever was named and does not open it is refused. */
    void open() {
        if (!(vault.state() instanceof VaultState.Missing)) {
            Path keyFile = access.keyFile();
            Path passphraseFile = access.passphraseFile();
            if (keyFile != null) {
                openWith(files.keyFile(keyFile));
            } else if (passphraseFile != null) {
                openWith(files.passphrase(passphraseFile));
            } else {
                files.keyBeside().ifPresent(this::openBeside);
            }
        }
        PassphrasePrompt prompt = access.prompt();
        if (prompt != null) {
            vault.whenNeeded(locked -> openWith(prompt.current()));
        }
        if (plainKeys.areThere()) {
            ready(null);
            plainKeys.moveTo(vault);
        }
    }

    /** Makes the vault, which is then open: with what was named, else as a person answers, else with a key file beside it. */
    void make() {
        ready(access.prompt());
    }

    /** Takes in what an older inventory held in the open: base64 by batch. */
    void takeBatchSecrets(Map<String, String> plain) {
        ready(null);
        Map<SecretName, byte[]> secrets = new HashMap<>();
        plain.forEach((id, secret) ->
                secrets.put(SecretName.batch(id), Base64.getDecoder().decode(secret)));
        vault.put(secrets);
    }

    private void ready(@Nullable PassphrasePrompt prompt) {
        if (!(vault.state() instanceof VaultState.Missing)) {
            vault.requireOpen("keep secret");
            return;
        }
        try (Opener first = first(prompt)) {
            vault.create(first);
        }
        Path keyFile = access.keyFile();
        if (keyFile != null && access.passphraseFile() != null) {
            try (Opener second = files.keyFile(keyFile)) {
                vault.change(second, Set.of());
            }
        }
    }

    private Opener first(@Nullable PassphrasePrompt prompt) {
        Path passphraseFile = access.passphraseFile();
        if (passphraseFile != null) {
            Opener.Passphrase passphrase = files.passphrase(passphraseFile);
            PassphraseRules.check(passphrase);
            return passphrase;
        }
        Path keyFile = access.keyFile();
        if (keyFile != null) {
            return files.keyFile(keyFile);
        }
        if (prompt != null) {
            return prompt.fresh().orElseGet(this::besideAnew);
        }
        return besideAnew();
    }

    private Opener besideAnew() {
        return files.keyBeside().orElseGet(() -> {
            files.discardBeside();
            files.newKeyFile(files.beside());
            return files.keyFile(files.beside());
        });
    }

    private void openWith(Opener opener) {
        try (opener) {
            vault.open(opener);
        }
    }

    /** A key file that opens nothing was left by a change that was cut after the vault was written. */
    private void openBeside(Opener.KeyFile beside) {
        try {
            openWith(beside);
        } catch (ProblemException e) {
            if (!e.problem().is(AppProblem.VAULT_NOT_OPENED)) {
                throw e;
            }
        }
    }
}
