package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.IssuedLogin;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SshCertificate;
import dev.cairn.protocol.SshPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vouches for somebody's SSH key, so that plain {@code ssh} is admitted by nodes. Safe for many threads. */
public final class IssueLogin {
    /** Nobody notices a key that is lost for longer. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Transactions transactions;
    private final IssuedLoginRepository logins;
    private final Keyring keyring;
    private final ActivityLog activity;
    private final InstantSource clock;

    public IssueLogin(
            Transactions transactions,
            IssuedLoginRepository logins,
            Keyring keyring,
            ActivityLog activity,
            InstantSource clock) {
        this.transactions = transactions;
        this.logins = logins;
        this.keyring = keyring;
        this.activity = activity;
        this.clock = clock;
    }

    /** What was issued, and the line of a {@code -cert.pub} file. */
    public record Issued(IssuedLogin login, String certificate) {}

    /** @param site where it shall hold; null for the whole fleet */
    public Issued run(SshPublicKey key, String name, @Nullable Site site, Duration life) {
        String checked = Names.check("name", name);
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw ProblemException.of(AppProblem.LOGIN_LIFE, "issue", checked, "days", LONGEST.toDays());
        }
        keyring.requireOpen("issue");
        return transactions.inOne(() -> {
            Instant now = clock.instant();
            long serial =
                    logins.all().stream().mapToLong(IssuedLogin::serial).max().orElse(0) + 1;
            IssuedLogin login = new IssuedLogin(
                    serial, checked, key.fingerprint(), site == null ? null : site.id(), now, now.plus(life), null);
            String certificate = keyring.certify(new SshCertificate(
                    SshCertificate.Kind.USER,
                    key,
                    serial,
                    checked,
                    List.of(
                            site == null
                                    ? SshCertificate.EVERY_SITE
                                    : SshCertificate.principal(
                                            new SiteId(site.id().value()))),
                    login.expiresAt()));
            logins.add(login);
            activity.add("login.issued", checked, "serial", serial, "key", login.fingerprint());
            return new Issued(login, certificate);
        });
    }
}
