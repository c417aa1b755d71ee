package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.fleet.IssuedLogin;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import java.util.List;

/** Lists the certificates that were issued. Safe for many threads. */
public final class ListLogins {
    private final IssuedLoginRepository logins;

    public ListLogins(IssuedLoginRepository logins) {
        this.logins = logins;
    }

    /** All of them, those that were revoked too, newest first. */
    public List<IssuedLogin> all() {
        return logins.all();
    }
}
