package dev.cairn.app.domain.rollout;

import dev.cairn.app.domain.fleet.SiteId;

/**
 * One site of a rollout.
 *
 * @param wave 0 and up
 * @param detail what is going on or what went wrong, for people
 */
public record RolloutSite(SiteId site, int wave, SiteState state, String detail) {
    public RolloutSite inState(SiteState next, String why) {
        return new RolloutSite(site, wave, next, why);
    }
}
