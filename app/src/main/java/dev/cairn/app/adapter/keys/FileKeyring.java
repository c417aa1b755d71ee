package dev.cairn.app.adapter.keys;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Keys in {@code keys/}: {@code fleet.pk8} (PKCS #8), {@code fleet.pub} (raw, base64), {@code laptop} and {@code laptop.pub}
 * (OpenSSH's forms, so that plain {@code ssh -i} works).
 */
public final class FileKeyring implements Keyring {
    private final Path folder;
    private final String comment;

    public FileKeyring(Path folder, String comment) {
        this.folder = folder;
        this.comment = comment;
    }

    @Override
    public boolean exists() {
        return Files.exists(file("fleet.pk8")) && Files.exists(file("laptop"));
    }

    @Override
    public synchronized String create() {
        try {
            if (!Files.exists(file("fleet.pk8"))) {
                FleetKey key = FleetKey.generate();
                Files.createDirectories(folder);
                OwnerOnly.write(file("fleet.pub"), key.publicKey().base64().getBytes(StandardCharsets.US_ASCII));
                OwnerOnly.write(file("fleet.pk8"), key.toPkcs8());
            }
            if (!Files.exists(file("laptop"))) {
                writeLaptopKey();
            }
            return fleetPublicKey();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(folder, e);
        }
    }

    private void writeLaptopKey() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        ByteArrayOutputStream privateKey = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, privateKey);
        String line = PublicKeyEntry.toString(pair.getPublic()) + " " + comment;
        OwnerOnly.write(file("laptop.pub"), line.getBytes(StandardCharsets.US_ASCII));
        OwnerOnly.write(file("laptop"), privateKey.toByteArray());
    }

    @Override
    public String fleetPublicKey() {
        return new String(read("fleet.pub"), StandardCharsets.US_ASCII).strip();
    }

    @Override
    public byte[] sign(byte[] payload) {
        try {
            return FleetKey.fromPkcs8(read("fleet.pk8"), new FleetPublicKey(fleetPublicKey()))
                    .sign(payload);
        } catch (ProtocolException e) {
            throw unreadable(file("fleet.pk8"), e);
        }
    }

    @Override
    public String laptopKeyLine() {
        return new String(read("laptop.pub"), StandardCharsets.US_ASCII).strip();
    }

    /** The key pair that this laptop logs in with. */
    public KeyPair laptopKey() {
        byte[] bytes = read("laptop");
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, () -> "laptop", new java.io.ByteArrayInputStream(bytes), null);
            return pairs.iterator().next();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreadable(file("laptop"), e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private byte[] read(String name) {
        Path file = file(name);
        try {
            if (OwnerOnly.isOpenToOthers(file)) {
                throw ProblemException.of(AppProblem.KEY_TOO_OPEN, "key", file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ProblemException unreadable(Path file, Exception e) {
        return new ProblemException(
                Problem.of(AppProblem.KEY_UNREADABLE, "key", file, "reason", String.valueOf(e.getMessage())), e);
    }
}
