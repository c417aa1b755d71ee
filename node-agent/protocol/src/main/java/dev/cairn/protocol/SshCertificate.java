package dev.cairn.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the fleet key says of an SSH key: whose it is, where it holds and until when. It becomes a certificate of OpenSSH (PROTOCOL.certkeys,
 * {@code ssh-ed25519-cert-v01@openssh.com}). Immutable.
 *
 * @param serial between 1 and 2^53, unique in the fleet
 * @param keyId says whose it is, for logs
 * @param principals where a user's key is admitted, or the names of a host; never empty
 * @param expires the first second in which it does not hold any more. It holds from 1970 on: a node without a clock must be able to judge it
 */
public record SshCertificate(
        Kind kind, SshPublicKey key, long serial, String keyId, List<String> principals, Instant expires) {
    /** The principal of a user that every node of the fleet admits. */
    public static final String EVERY_SITE = "cairn";

    private static final String TYPE = "ssh-ed25519-cert-v01@openssh.com";
    private static final long MOST_SERIAL = 1L << 53;

    /** Whose key it is. */
    public enum Kind {
        USER(1),
        HOST(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** Checks the parts and copies the list. */
    public SshCertificate {
        if (serial < 1 || serial > MOST_SERIAL) {
            throw new IllegalArgumentException("serial " + serial);
        }
        Names.requireText("key id", keyId, 200);
        principals = List.copyOf(principals);
        if (principals.isEmpty()) {
            throw new IllegalArgumentException("no principal: OpenSSH would admit everybody");
        }
        principals.forEach(principal -> Names.requireText("principal", principal, 200));
    }

    /** The principal of a user that the nodes of one site admit. */
    public static String principal(SiteId site) {
        return EVERY_SITE + "@" + site.value();
    }

    /**
     * The line of a {@code -cert.pub} file, without comment.
     *
     * @param authority the fleet key
     * @param signature makes the 64-byte Ed25519 signature of the fleet key (RFC 8032)
     * @param nonce at least 16 random bytes
     */
    public String sign(FleetPublicKey authority, UnaryOperator<byte[]> signature, byte[] nonce) {
        if (nonce.length < 16) {
            throw new IllegalArgumentException("the nonce is short");
        }
        SshBytes names = new SshBytes();
        principals.forEach(names::string);
        SshBytes certificate = new SshBytes()
                .string(TYPE)
                .string(nonce)
                .string(key.raw())
                .uint64(serial)
                .uint32(kind.number)
                .string(keyId)
                .string(names.bytes())
                .uint64(0)
                .uint64(expires.getEpochSecond())
                .string("")
                .string("")
                .string("")
                .string(SshPublicKey.of(authority.raw()).blob());
        byte[] proof = new SshBytes()
                .string(SshPublicKey.TYPE)
                .string(signature.apply(certificate.bytes()))
                .bytes();
        byte[] whole = certificate.string(proof).bytes();
        return TYPE + " " + Base64.getEncoder().encodeToString(whole);
    }
}
