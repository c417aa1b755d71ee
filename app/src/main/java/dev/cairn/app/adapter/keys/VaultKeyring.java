package dev.cairn.app.adapter.keys;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.Vault;
import dev.cairn.app.domain.vault.VaultState;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Private halves in the vault; public halves in {@code keys/}, readable while it is locked: {@code fleet.pub} (raw, base64) and
 * {@code laptop.pub} (OpenSSH's form).
 */
public final class VaultKeyring implements Keyring {
    private final Path folder;
    private final String comment;
    private final Vault vault;
    private final Runnable makeVault;

    /** {@code makeVault} makes and opens the vault when there is none. */
    public VaultKeyring(Path folder, String comment, Vault vault, Runnable makeVault) {
        this.folder = folder;
        this.comment = comment;
        this.vault = vault;
        this.makeVault = makeVault;
    }

    @Override
    public boolean exists() {
        return Files.exists(file("fleet.pub"))
                && Files.exists(file("laptop.pub"))
                && !(vault.state() instanceof VaultState.Missing);
    }

    @Override
    public void requireOpen(String phase) {
        vault.requireOpen(phase);
    }

    @Override
    public synchronized String create() {
        if (vault.state() instanceof VaultState.Missing) {
            makeVault.run();
        }
        try {
            Map<SecretName, byte[]> fresh = new HashMap<>();
            if (vault.read(SecretName.FLEET_KEY).isEmpty()) {
                FleetKey key = FleetKey.generate();
                OwnerOnly.write(file("fleet.pub"), key.publicKey().base64().getBytes(StandardCharsets.US_ASCII));
                fresh.put(SecretName.FLEET_KEY, key.toPkcs8());
            }
            if (vault.read(SecretName.LAPTOP_KEY).isEmpty()) {
                LaptopKey key = LaptopKey.generate(comment);
                OwnerOnly.write(file("laptop.pub"), key.publicLine().getBytes(StandardCharsets.US_ASCII));
                fresh.put(SecretName.LAPTOP_KEY, key.privateKey());
            }
            vault.put(fresh);
            fresh.values().forEach(VaultKeyring::wipe);
            return fleetPublicKey();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(folder, e);
        }
    }

    @Override
    public String fleetPublicKey() {
        return publicHalf("fleet.pub");
    }

    @Override
    public byte[] sign(byte[] payload) {
        byte[] key = secret(SecretName.FLEET_KEY);
        try {
            return FleetKey.fromPkcs8(key, new FleetPublicKey(fleetPublicKey())).sign(payload);
        } catch (ProtocolException e) {
            throw unreadable(SecretName.FLEET_KEY, e);
        } finally {
            wipe(key);
        }
    }

    @Override
    public String laptopKeyLine() {
        return publicHalf("laptop.pub");
    }

    /** The key pair that this laptop logs in with. */
    public KeyPair laptopKey() {
        byte[] key = secret(SecretName.LAPTOP_KEY);
        try {
            Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(null, () -> "laptop", new ByteArrayInputStream(key), null);
            return pairs.iterator().next();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreadable(SecretName.LAPTOP_KEY, e);
        } finally {
            wipe(key);
        }
    }

    private byte[] secret(SecretName name) {
        return vault.read(name)
                .orElseThrow(() -> ProblemException.of(AppProblem.VAULT_SECRET_MISSING, "read secret", name));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String publicHalf(String name) {
        try {
            return Files.readString(file(name), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw unreadable(file(name), e);
        }
    }

    private static void wipe(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }

    private static ProblemException unreadable(Object element, Exception e) {
        return new ProblemException(
                Problem.of(AppProblem.KEY_UNREADABLE, "key", element, "reason", String.valueOf(e.getMessage())), e);
    }
}
