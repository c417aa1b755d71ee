package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.order.OrderRepository;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.library.BuildBundle;
import dev.cairn.app.usecase.library.ListReleases;
import java.time.InstantSource;
import java.util.List;

/** Brings sites and laptop to the same knowledge. Safe for use by many threads. */
public final class SyncSite {
    private final Jobs jobs;
    private final InitFleet fleet;
    private final ListSites sites;
    private final Lanes lanes = new Lanes();
    private final SiteVisit siteVisit;

    public SyncSite(
            Jobs jobs,
            InitFleet fleet,
            ListSites sites,
            NodeRepository nodes,
            ListReleases releases,
            BuildBundle bundles,
            OrderRepository orders,
            TelemetryStore telemetry,
            NodeLinks links,
            FleetSigning signing,
            Transactions transactions,
            ActivityLog activity,
            String observer,
            InstantSource clock,
            SyncTimes times) {
        this.jobs = jobs;
        this.fleet = fleet;
        this.sites = sites;
        NodeVisit visit = new NodeVisit(links, nodes, telemetry, transactions, observer, clock);
        IssueOrder order = new IssueOrder(transactions, orders, nodes, signing, activity, clock, times);
        UpdateNode update = new UpdateNode(visit, times, clock);
        this.siteVisit =
                new SiteVisit(nodes, releases, bundles, order, visit, update, transactions, activity, times, lanes);
    }

    /** Syncs these sites, each in lanes of its own; a site or node that does not answer delays no other. */
    public Job<List<SiteSyncReport>> start(List<SiteId> wanted) {
        String title = wanted.size() == 1
                ? "Sync " + sites.find(wanted.getFirst().value()).name()
                : "Sync " + wanted.size() + " sites";
        return jobs.start(title, control -> run(wanted, control));
    }

    /** Syncs every site. */
    public Job<List<SiteSyncReport>> startAll() {
        return start(sites.all().stream().map(summary -> summary.site().id()).toList());
    }

    /** Syncs these sites on this thread and lanes of their own. */
    public List<SiteSyncReport> run(List<SiteId> wanted, JobControl control) {
        Fleet made = fleet.required();
        List<Site> found = wanted.stream().map(id -> sites.find(id.value())).toList();
        return lanes.each(found, site -> "sync " + site.name(), site -> siteVisit.run(made, site, control));
    }
}
