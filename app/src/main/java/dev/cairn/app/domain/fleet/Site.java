package dev.cairn.app.domain.fleet;

import dev.cairn.app.domain.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place; one cluster as a rule.
 *
 * @param reach saved addresses, each {@code host} or {@code host:port}
 * @param maintenanceWindow when updates may run, in words, or null
 * @param desiredRelease what its nodes should run, or null; never to be shown as what they run
 */
public record Site(
        SiteId id,
        String name,
        String address,
        @Nullable Coordinates coordinates,
        Map<String, String> labels,
        List<String> reach,
        @Nullable String maintenanceWindow,
        @Nullable Digest desiredRelease,
        Instant createdAt) {
    public Site {
        labels = Map.copyOf(labels);
        reach = List.copyOf(reach);
    }

    /** The same site that should run {@code release}. */
    public Site desiring(@Nullable Digest release) {
        return new Site(id, name, address, coordinates, labels, reach, maintenanceWindow, release, createdAt);
    }

    /** The same site with other saved addresses. */
    public Site reachedAt(List<String> addresses) {
        return new Site(
                id, name, address, coordinates, labels, addresses, maintenanceWindow, desiredRelease, createdAt);
    }
}
