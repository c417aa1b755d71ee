package dev.cairn.app.domain.fleet;

import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.SshCertificate;
import java.security.SecureRandom;

/**
 * The fleet key and this laptop's SSH key. Private halves never leave the adapter, and are used only while the vault is open. Safe for use by many
 * threads.
 */
public interface Keyring {
    /** Makes both keys if they are missing; answers the fleet's raw public key in base64. */
    String create();

    boolean exists();

    /** Refuses with a problem that says how to open the vault, unless the private halves can be used now. */
    void requireOpen(String phase);

    /** The fleet's raw Ed25519 public key in base64. */
    String fleetPublicKey();

    /** Signs with the fleet key (Ed25519, RFC 8032): 64 bytes. */
    byte[] sign(byte[] payload);

    /** The line of a {@code -cert.pub} file of OpenSSH, signed by the fleet key as certificate authority. */
    default String certify(SshCertificate certificate) {
        byte[] nonce = new byte[32];
        new SecureRandom().nextBytes(nonce);
        return certificate.sign(new FleetPublicKey(fleetPublicKey()), this::sign, nonce);
    }

    /** This laptop's public key as the line of a {@code .pub} file. */
    String laptopKeyLine();
}
