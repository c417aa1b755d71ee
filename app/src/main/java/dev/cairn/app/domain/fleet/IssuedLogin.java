package dev.cairn.app.domain.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was issued for somebody's SSH key. Immutable.
 *
 * @param serial unique in the fleet
 * @param name whose it is
 * @param fingerprint of the key, as {@code ssh-keygen -l} prints it
 * @param site where it holds; null for the whole fleet
 * @param revokedAt null while it holds
 */
public record IssuedLogin(
        long serial,
        String name,
        String fingerprint,
        @Nullable SiteId site,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {}
