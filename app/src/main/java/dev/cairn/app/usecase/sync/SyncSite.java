package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.usecase.job.Job;
import java.util.List;

/** Brings sites and laptop to the same knowledge. */
public final class SyncSite {
    /** Syncs these sites, each in lanes of its own; a site or node that does not answer delays no other. */
    public Job<List<SiteSyncReport>> start(List<SiteId> wanted) {
        throw new UnsupportedOperationException();
    }

    /** Syncs these sites on this thread. */
    public List<SiteSyncReport> run(List<SiteId> wanted, dev.cairn.app.usecase.job.JobControl control) {
        throw new UnsupportedOperationException();
    }

    /** Syncs every site. */
    public Job<List<SiteSyncReport>> startAll() {
        throw new UnsupportedOperationException();
    }
}
