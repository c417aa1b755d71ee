package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.link.Rate;

/**
 * How fast chunks are sent at most.
 *
 * @param all to all sites together
 * @param site to each site
 */
public record SyncLimits(Rate all, Rate site) {
    public static final SyncLimits NONE = new SyncLimits(Rate.UNLIMITED, Rate.UNLIMITED);
}
