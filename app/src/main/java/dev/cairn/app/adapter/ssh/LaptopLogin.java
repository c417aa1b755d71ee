package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.protocol.SshCertificate;
import dev.cairn.protocol.SshPublicKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/** This laptop's key with a certificate, which it issues itself as long as it holds the fleet key. Thread-safe. */
public final class LaptopLogin implements Supplier<KeyPair> {
    /** It is kept in memory alone; a node whose clock is months ahead shall admit it too. */
    private static final Duration LIFE = Duration.ofDays(366);

    private final Supplier<KeyPair> key;
    private final Keyring keyring;
    private final String name;
    private final InstantSource clock;
    private @Nullable PublicKey certified;
    private Instant renewAt = Instant.MIN;

    /** @param name says to nodes whose laptop it is */
    public LaptopLogin(Supplier<KeyPair> key, Keyring keyring, String name, InstantSource clock) {
        this.key = key;
        this.keyring = keyring;
        this.name = name;
        this.clock = clock;
    }

    @Override
    public synchronized KeyPair get() {
        Instant now = clock.instant();
        // The private half is asked for each time: it is not to be had once the vault was locked.
        KeyPair plain = key.get();
        PublicKey held = certified;
        if (held != null && now.isBefore(renewAt)) {
            return new KeyPair(held, plain.getPrivate());
        }
        String certificate = keyring.certify(new SshCertificate(
                SshCertificate.Kind.USER,
                SshPublicKey.parse(keyring.laptopKeyLine()),
                // Not among those that are revoked by number: this one is revoked by its key.
                Math.max(1, now.toEpochMilli()),
                name,
                List.of(SshCertificate.EVERY_SITE),
                now.plus(LIFE)));
        PublicKey fresh = certified(certificate);
        certified = fresh;
        renewAt = now.plus(LIFE.dividedBy(2));
        return new KeyPair(fresh, plain.getPrivate());
    }

    static PublicKey certified(String certificate) {
        try {
            return PublicKeyEntry.parsePublicKeyEntry(certificate)
                    .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was just made cannot be read", impossible);
        }
    }
}
