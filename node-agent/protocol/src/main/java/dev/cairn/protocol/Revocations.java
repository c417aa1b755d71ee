package dev.cairn.protocol;

import java.util.List;
import java.util.stream.Stream;

/**
 * Logins that are not admitted any more, however long their certificates would hold. A node keeps all that it ever heard of. Immutable.
 *
 * @param serials of certificates
 * @param keys fingerprints as {@link SshPublicKey#fingerprint} has them
 */
public record Revocations(List<Long> serials, List<String> keys) {
    public static final Revocations NONE = new Revocations(List.of(), List.of());

    /** Sorts and copies, so that equal contents are equal bytes. */
    public Revocations {
        serials = serials.stream().distinct().sorted().toList();
        keys = keys.stream().distinct().sorted().toList();
    }

    /** These and those: nothing is ever taken back. */
    public Revocations and(Revocations more) {
        return new Revocations(
                Stream.concat(serials.stream(), more.serials.stream()).toList(),
                Stream.concat(keys.stream(), more.keys.stream()).toList());
    }

    /** Whether a certificate of this number or for this key is among them. */
    public boolean hit(long serial, String fingerprint) {
        return serials.contains(serial) || keys.contains(fingerprint);
    }
}
