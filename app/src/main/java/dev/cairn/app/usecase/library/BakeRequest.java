package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.SiteId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be baked.
 *
 * @param out where the image goes; null for {@code images/} in the data folder
 * @param site the site that the seed names, or null for nodes that are assigned later
 * @param hostName the host name that the seed names, or null
 * @param agentLayer the agent's layer, or null for the one that comes with the program
 */
public record BakeRequest(
        Digest release,
        @Nullable Path out,
        @Nullable SiteId site,
        @Nullable Role role,
        @Nullable String hostName,
        @Nullable Path agentLayer) {
    /** An image for nodes that are assigned later. */
    public static BakeRequest of(Digest release) {
        return new BakeRequest(release, null, null, null, null, null);
    }
}
