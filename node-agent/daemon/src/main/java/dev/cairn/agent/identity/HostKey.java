package dev.cairn.agent.identity;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Map;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The node's Ed25519 SSH host key, in the file format of OpenSSH (PROTOCOL.key). */
public final class HostKey {
    private static final String FILE = "ssh_host_ed25519_key";

    private HostKey() {}

    static KeyPair load(StateFolder state) {
        return state.read(FILE).map(HostKey::parse).orElseGet(() -> {
            KeyPair made = generate();
            state.write(FILE, print(made));
            restrict(state.path(FILE));
            return made;
        });
    }

    static KeyPair generate() {
        try {
            return SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no Ed25519 on the class path", impossible);
        }
    }

    /** SHA-256 of the public key as OpenSSH prints it, without its prefix. */
    public static String sha256(KeyPair hostKey) {
        String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        return print.substring(print.indexOf(':') + 1);
    }

    /** The Ed25519 signature of these bytes. */
    public static byte[] sign(KeyPair hostKey, byte[] bytes) {
        try {
            Signature signer = SecurityUtils.getSignature(SecurityUtils.EDDSA);
            signer.initSign(hostKey.getPrivate());
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the host key does not sign", impossible);
        }
    }

    private static KeyPair parse(byte[] file) {
        try {
            return OpenSSHKeyPairResourceParser.INSTANCE
                    .loadKeyPairs(
                            null,
                            NamedResource.ofName(FILE),
                            FilePasswordProvider.EMPTY,
                            new ByteArrayInputStream(file))
                    .iterator()
                    .next();
        } catch (IOException | GeneralSecurityException damaged) {
            throw new ProtocolException(
                    NodeProblem.KEY_MALFORMED, "start", FILE, Map.of("reason", "not an OpenSSH key"), damaged);
        }
    }

    private static byte[] print(KeyPair pair) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "cairn node", null, out);
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("a key pair that was just made cannot be written", impossible);
        }
    }

    private static void restrict(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException | IOException notPosix) {
            // On Windows, where only demo nodes run, the folder's own rights hold.
        }
    }
}
