package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import java.time.InstantSource;

/** Adds a site. */
public final class AddSite {
    private final Transactions transactions;
    private final SiteRepository sites;
    private final ActivityLog activity;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public AddSite(
            Transactions transactions,
            SiteRepository sites,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock) {
        this.transactions = transactions;
        this.sites = sites;
        this.activity = activity;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Adds it; refused when the name is taken, without regard to case. */
    public Site run(NewSite wanted) {
        String name = Names.check("site name", wanted.name());
        if (!wanted.address().isBlank()) {
            Names.check("site address", wanted.address());
        }
        wanted.reach().forEach(Reach::check);
        return transactions.inOne(() -> {
            if (sites.findByName(name).isPresent()) {
                throw ProblemException.of(AppProblem.SITE_NAME_TAKEN, "add", name);
            }
            Site site = new Site(
                    new SiteId(identifiers.next()),
                    name,
                    wanted.address().strip(),
                    wanted.coordinates(),
                    wanted.labels(),
                    wanted.reach(),
                    wanted.maintenanceWindow(),
                    null,
                    clock.instant());
            sites.save(site);
            activity.add("site.added", name, "id", site.id());
            return site;
        });
    }
}
