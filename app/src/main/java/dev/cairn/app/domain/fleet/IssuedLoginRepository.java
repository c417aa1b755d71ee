package dev.cairn.app.domain.fleet;

import dev.cairn.protocol.Revocations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what was issued and what was revoked; neither is ever forgotten. */
public interface IssuedLoginRepository {
    /** All of them, newest first. */
    List<IssuedLogin> all();

    Optional<IssuedLogin> find(long serial);

    void add(IssuedLogin login);

    /** Says that a certificate does not hold any more. */
    void revoke(long serial, Instant at);

    /** Says that no certificate for this key holds any more, whoever issued it. */
    void revokeKey(String fingerprint, Instant at);

    /** All that nodes have to be told. */
    Revocations revoked();
}
