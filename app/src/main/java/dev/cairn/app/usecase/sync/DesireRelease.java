package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.library.RaiseFloor;

/** Decides which release a site should run. Its nodes learn it at the next sync. */
public final class DesireRelease {
    private final Transactions transactions;
    private final SiteRepository sites;
    private final RaiseFloor floors;
    private final ActivityLog activity;

    public DesireRelease(Transactions transactions, SiteRepository sites, RaiseFloor floors, ActivityLog activity) {
        this.transactions = transactions;
        this.sites = sites;
        this.floors = floors;
        this.activity = activity;
    }

    public Site run(SiteId id, Release release) {
        return transactions.inOne(() -> {
            Site site = sites.find(id).orElseThrow(() -> ProblemException.of(AppProblem.SITE_UNKNOWN, "desire", id));
            if (release.digest().equals(site.desiredRelease())) {
                return site;
            }
            floors.requireNotBelow(release);
            Site changed = site.desiring(release.digest());
            sites.save(changed);
            activity.add(
                    "site.release-desired",
                    site.name(),
                    "release",
                    release.label(),
                    "digest",
                    release.digest().shortHex());
            return changed;
        });
    }
}
