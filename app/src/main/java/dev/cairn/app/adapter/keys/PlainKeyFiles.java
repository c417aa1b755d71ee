package dev.cairn.app.adapter.keys;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The private keys that data folders had as plain files before there was a vault: {@code fleet.pk8} and {@code laptop}. */
public final class PlainKeyFiles {
    private static final Map<SecretName, String> FILES =
            Map.of(SecretName.FLEET_KEY, "fleet.pk8", SecretName.LAPTOP_KEY, "laptop");

    private final Path folder;

    public PlainKeyFiles(Path folder) {
        this.folder = folder;
    }

    /** Whether any is left. */
    public boolean areThere() {
        return FILES.values().stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    /** Moves them: they are overwritten and deleted only after the vault kept them and was read back. */
    public void moveTo(Vault vault) {
        try {
            Map<SecretName, byte[]> found = new HashMap<>();
            for (Map.Entry<SecretName, String> entry : FILES.entrySet()) {
                Path file = folder.resolve(entry.getValue());
                if (Files.exists(file)) {
                    byte[] key = Files.readAllBytes(file);
                    Optional<byte[]> kept = vault.read(entry.getKey());
                    if (kept.isPresent() && !Arrays.equals(kept.get(), key)) {
                        throw ProblemException.of(
                                AppProblem.KEY_UNREADABLE, "key", file, "reason", "the vault holds another one");
                    }
                    found.put(entry.getKey(), key);
                }
            }
            vault.put(found);
            found.values().forEach(key -> Arrays.fill(key, (byte) 0));
            for (String name : FILES.values()) {
                OwnerOnly.destroy(folder.resolve(name));
                OwnerOnly.destroy(folder.resolve(name + ".part"));
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.KEY_UNREADABLE, "key", folder, "reason", String.valueOf(e.getMessage())), e);
        }
    }
}
