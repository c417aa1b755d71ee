package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes batches and seeds. */
final class Seeds {
    private static final int SECRET_BYTES = 32;

    private final Identifiers identifiers;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Seeds(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Batch newBatch() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Batch(identifiers.next(), Base64.getEncoder().encodeToString(secret), clock.instant());
    }

    Seed seed(Fleet fleet, Batch batch, @Nullable Site site, @Nullable Role role, @Nullable String hostName) {
        NodeRole nodeRole = role == null ? null : role == Role.SERVER ? NodeRole.SERVER : NodeRole.AGENT;
        return new Seed(
                Seed.FORMAT,
                new FleetId(fleet.id()),
                new FleetPublicKey(fleet.publicKey()),
                batch.id(),
                batch.enrolmentSecret(),
                site == null ? null : new SiteId(site.id().value()),
                site == null ? null : site.name(),
                nodeRole,
                hostName,
                null,
                null);
    }
}
