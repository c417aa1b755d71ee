package dev.cairn.app.domain.kubernetes;

import dev.cairn.app.domain.fleet.SiteId;
import java.util.Optional;

/** Keeps the last look at each site, to be shown while the site is out of reach. Safe for use by many threads. */
public interface WorkloadLooks {
    /** Keeps a look in place of the one before. */
    void keep(SiteId site, WorkloadsLook look);

    /** The last one; nothing before the first. */
    Optional<WorkloadsLook> last(SiteId site);
}
