package dev.cairn.agent.trust;

import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Revocations;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SshCertificate;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Admits whom the fleet key vouches for, here and now, and nobody else. Thread-safe. */
public final class LoginJudge {
    private static final String USER = "cairn";

    private final FleetPublicKey fleet;
    private final Supplier<Optional<SiteId>> site;
    private final Supplier<Revocations> revoked;
    private final InstantSource time;

    /** @param site of this node, once it has one */
    public LoginJudge(
            FleetPublicKey fleet, Supplier<Optional<SiteId>> site, Supplier<Revocations> revoked, InstantSource time) {
        this.fleet = fleet;
        this.site = site;
        this.revoked = revoked;
        this.time = time;
    }

    /** That the key is held by who offers it is not looked at here. */
    public Login judge(String user, PublicKey offered) {
        if (!(offered instanceof OpenSshCertificate certificate)) {
            return refused(NodeProblem.LOGIN_UNCERTIFIED, Map.of("key", fingerprint(offered)));
        }
        Map<String, String> whose =
                Map.of("id", printable(certificate.getId()), "key", fingerprint(certificate.getCertPubKey()));
        if (!FleetCertificates.isOfFleet(certificate, fleet)) {
            return refused(NodeProblem.LOGIN_OTHER_AUTHORITY, whose);
        }
        if (certificate.getType() != OpenSshCertificate.Type.USER || !FleetCertificates.isSigned(certificate, fleet)) {
            return refused(NodeProblem.LOGIN_INVALID, whose);
        }
        Instant now = time.instant();
        if (!OpenSshCertificate.isValidAt(certificate, now)) {
            return refused(
                    NodeProblem.LOGIN_EXPIRED,
                    Map.of(
                            "id",
                            printable(certificate.getId()),
                            "until",
                            Instant.ofEpochSecond(certificate.getValidBefore()).toString(),
                            "now",
                            now.toString()));
        }
        if (!user.equals(USER) || certificate.getPrincipals().stream().noneMatch(this::holdsHere)) {
            return refused(NodeProblem.LOGIN_OTHER_PRINCIPAL, whose);
        }
        if (revoked.get().hit(certificate.getSerial(), fingerprint(certificate.getCertPubKey()))) {
            return refused(NodeProblem.LOGIN_REVOKED, whose);
        }
        return new Login.Admitted(printable(certificate.getId()), certificate.getSerial());
    }

    private boolean holdsHere(String principal) {
        return principal.equals(SshCertificate.EVERY_SITE)
                || site.get()
                        .map(SshCertificate::principal)
                        .filter(principal::equals)
                        .isPresent();
    }

    private static Login refused(NodeProblem problem, Map<String, String> arguments) {
        return new Login.Refused(problem, arguments);
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    /** It came from outside and goes to logs. */
    private static String printable(String id) {
        String plain = id.replaceAll("[^ -~]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100);
    }
}
