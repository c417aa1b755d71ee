package dev.cairn.app.domain.fleet;

/** The fleet key and this laptop's SSH key. Private halves never leave the adapter. Safe for use by many threads. */
public interface Keyring {
    /** Makes both keys if they are missing; answers the fleet's raw public key in base64. */
    String create();

    boolean exists();

    /** The fleet's raw Ed25519 public key in base64. */
    String fleetPublicKey();

    /** Signs with the fleet key (Ed25519, RFC 8032): 64 bytes. */
    byte[] sign(byte[] payload);

    /** This laptop's public key as a line of an authorized_keys file. */
    String laptopKeyLine();
}
