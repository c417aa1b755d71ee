package dev.cairn.app.domain.order;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.SiteId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that was issued.
 *
 * @param sequence increases per site
 * @param release what it asks for, or null when it only assigns nodes
 * @param content what it says apart from its number and times; an equal content needs no new order
 * @param envelope the signed envelope as JSON, to be sent as it is
 */
public record SiteOrder(
        SiteId site,
        long sequence,
        @Nullable Digest release,
        String content,
        String envelope,
        Instant issuedAt,
        Instant expiresAt) {}
