package dev.cairn.app.adapter.ssh;

import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.SshCertificate;
import dev.cairn.protocol.SshPublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A login for which a fleet key vouches that stands in no vault: that of a bench. Immutable. */
public final class FleetKeyLogin implements Supplier<KeyPair> {
    private final KeyPair certified;

    /** Makes a key pair and its certificate, which holds for a day. */
    public FleetKeyLogin(FleetKey fleet) {
        KeyPair pair = pair();
        String certificate = new SshCertificate(
                        SshCertificate.Kind.USER,
                        SshPublicKey.parse(PublicKeyEntry.toString(pair.getPublic())),
                        1,
                        "bench",
                        List.of(SshCertificate.EVERY_SITE),
                        Instant.now().plus(Duration.ofDays(1)))
                .sign(fleet.publicKey(), fleet::sign, new byte[32]);
        this.certified = new KeyPair(LaptopLogin.certified(certificate), pair.getPrivate());
    }

    private static KeyPair pair() {
        try {
            return SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no Ed25519 on the class path", impossible);
        }
    }

    @Override
    public KeyPair get() {
        return certified;
    }
}
