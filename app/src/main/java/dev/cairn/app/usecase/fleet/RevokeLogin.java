package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.IssuedLogin;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.protocol.SshPublicKey;
import java.time.InstantSource;

/** Takes logins back: each site learns of it at its next visit, and no node ever forgets. Safe for many threads. */
public final class RevokeLogin {
    private final Transactions transactions;
    private final IssuedLoginRepository logins;
    private final Keyring keyring;
    private final ActivityLog activity;
    private final InstantSource clock;

    public RevokeLogin(
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

    /** Takes one certificate back. */
    public IssuedLogin run(long serial) {
        return transactions.inOne(() -> {
            IssuedLogin login = logins.find(serial)
                    .orElseThrow(() -> ProblemException.of(AppProblem.LOGIN_UNKNOWN, "revoke", serial));
            if (login.revokedAt() == null) {
                logins.revoke(serial, clock.instant());
                activity.add("login.revoked", login.name(), "serial", serial, "key", login.fingerprint());
            }
            return logins.find(serial).orElseThrow();
        });
    }

    /** Takes back whatever was issued for a key, here or on another laptop. This laptop's own key is refused: it would lock itself out. */
    public void run(SshPublicKey key) {
        if (SshPublicKey.parse(keyring.laptopKeyLine()).equals(key)) {
            throw ProblemException.of(AppProblem.LOGIN_IS_OWN, "revoke", key.fingerprint());
        }
        transactions.inOne(() -> {
            logins.revokeKey(key.fingerprint(), clock.instant());
            activity.add("login.revoked", key.fingerprint());
            return true;
        });
    }
}
