package dev.cairn.agent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Revocations;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SshCertificate;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginJudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final SiteId HERE = new SiteId("here");

    @TempDir
    Path folder;

    private final FleetKey fleet = FleetKey.generate();
    private KeyPair key;
    private Revocations revoked = Revocations.NONE;
    private Instant clock = NOW;
    private TrustedTime time;
    private LoginJudge judge;

    @BeforeEach
    void make() throws Exception {
        key = SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
        time = new TrustedTime(new StateFolder(folder), () -> clock);
        judge = new LoginJudge(fleet.publicKey(), () -> Optional.of(HERE), () -> revoked, time);
    }

    @Test
    void theFleetsCertificateIsAdmittedForTheFleetAndForItsSite() {
        assertThat(judge.judge("cairn", user(SshCertificate.EVERY_SITE)))
                .isEqualTo(new Login.Admitted("technician", 7));
        assertThat(judge.judge("cairn", user(SshCertificate.principal(HERE)))).isInstanceOf(Login.Admitted.class);
    }

    @Test
    void eachBadCertificateIsRefusedByItsName() throws Exception {
        refuses(NodeProblem.LOGIN_UNCERTIFIED, "cairn", key.getPublic());
        refuses(
                NodeProblem.LOGIN_OTHER_AUTHORITY,
                "cairn",
                signed(certificate(SshCertificate.Kind.USER, SshCertificate.EVERY_SITE), FleetKey.generate()));
        refuses(NodeProblem.LOGIN_INVALID, "cairn", signed(certificate(SshCertificate.Kind.HOST, "cairn"), fleet));
        refuses(NodeProblem.LOGIN_OTHER_PRINCIPAL, "cairn", user(SshCertificate.principal(new SiteId("elsewhere"))));
        refuses(NodeProblem.LOGIN_OTHER_PRINCIPAL, "cairn", user("root"));
        refuses(NodeProblem.LOGIN_OTHER_PRINCIPAL, "root", user(SshCertificate.EVERY_SITE));
        revoked = new Revocations(List.of(7L), List.of());
        refuses(NodeProblem.LOGIN_REVOKED, "cairn", user(SshCertificate.EVERY_SITE));
        revoked = new Revocations(List.of(), List.of(Laptop.key(key).fingerprint()));
        refuses(NodeProblem.LOGIN_REVOKED, "cairn", user(SshCertificate.EVERY_SITE));
    }

    @Test
    void aNodeWithoutSiteAdmitsNobodyWhoIsOfOne() {
        judge = new LoginJudge(fleet.publicKey(), Optional::empty, () -> revoked, time);
        refuses(NodeProblem.LOGIN_OTHER_PRINCIPAL, "cairn", user(SshCertificate.principal(HERE)));
        assertThat(judge.judge("cairn", user(SshCertificate.EVERY_SITE))).isInstanceOf(Login.Admitted.class);
    }

    @Test
    void aClockWithoutBatteryAdmitsWhoeverHoldsAndTheNewestOrderTellsWhatHasExpired() {
        PublicKey certificate = user(SshCertificate.EVERY_SITE);
        clock = Instant.EPOCH;
        assertThat(judge.judge("cairn", certificate)).isInstanceOf(Login.Admitted.class);
        time.learn(NOW.plus(Duration.ofDays(2)).toEpochMilli());
        refuses(NodeProblem.LOGIN_EXPIRED, "cairn", certificate);
        time = new TrustedTime(new StateFolder(folder), () -> clock);
        assertThat(time.instant()).as("after a restart").isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(time.clockIsBehind()).isTrue();
        clock = Instant.parse("2100-01-01T00:00:00Z");
        refuses(NodeProblem.LOGIN_EXPIRED, "cairn", certificate);
        assertThat(time.clockIsBehind()).isFalse();
    }

    /** Every single byte of a certificate, flipped in each of two ways. */
    @Test
    void noByteOfACertificateCanBeChanged() throws Exception {
        String[] words = Laptop.signed(certificate(SshCertificate.Kind.USER, SshCertificate.EVERY_SITE), fleet)
                .split(" ");
        byte[] good = Base64.getDecoder().decode(words[1]);
        int parsed = 0;
        for (int at = 0; at < good.length; at++) {
            for (int flip : new int[] {1, 0x80}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) flip;
                Optional<PublicKey> key =
                        parsed(words[0] + " " + Base64.getEncoder().encodeToString(bad));
                if (key.isPresent()) {
                    parsed++;
                    assertThat(judge.judge("cairn", key.get()))
                            .as("byte %d, flipped by %d", at, flip)
                            .isInstanceOf(Login.Refused.class);
                }
            }
        }
        assertThat(parsed).as("changed ones that could be read at all").isGreaterThan(200);
    }

    @Test
    void whatWasRevokedStaysRevoked() {
        StateFolder state = new StateFolder(folder);
        RevokedLogins logins = new RevokedLogins(state);
        logins.add(new Revocations(List.of(3L), List.of("SHA256:a")));
        logins.add(Revocations.NONE);
        logins.add(new Revocations(List.of(1L), List.of()));
        assertThat(new RevokedLogins(state).all()).isEqualTo(new Revocations(List.of(1L, 3L), List.of("SHA256:a")));
    }

    private void refuses(NodeProblem problem, String user, PublicKey offered) {
        assertThat(judge.judge(user, offered))
                .isInstanceOfSatisfying(
                        Login.Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private PublicKey user(String principal) {
        return signed(certificate(SshCertificate.Kind.USER, principal), fleet);
    }

    private SshCertificate certificate(SshCertificate.Kind kind, String principal) {
        return new SshCertificate(
                kind, Laptop.key(key), 7, "technician", List.of(principal), NOW.plus(Duration.ofDays(1)));
    }

    private PublicKey signed(SshCertificate certificate, FleetKey authority) {
        return Laptop.certified(key, Laptop.signed(certificate, authority)).getPublic();
    }

    private static Optional<PublicKey> parsed(String line) {
        try {
            return Optional.of(PublicKeyEntry.parsePublicKeyEntry(line)
                    .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING));
        } catch (Exception unreadable) {
            return Optional.empty();
        }
    }
}
