package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.OwnedFiles;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.link.ToldReports;
import dev.cairn.app.domain.order.OrderRepository;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.library.BuildBundle;
import dev.cairn.app.usecase.library.BuildContent;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.library.RaiseFloor;
import dev.cairn.app.usecase.vault.ClusterVault;
import dev.cairn.protocol.Pace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Brings sites and laptop to the same knowledge. Safe for use by many threads. */
public final class SyncSite {
    private final Jobs jobs;
    private final InitFleet fleet;
    private final ListSites sites;
    private final Lanes lanes = new Lanes();
    private final SiteVisit siteVisit;
    private final FleetSigning signing;
    private final SyncByStick stick;
    private final HearNewNodes hearNewNodes;
    private final ReflashNode reflashNode;
    private final EraseNode eraseNode;
    private final ReadNodeLog readNodeLog;
    private final BackUpSite backUpSite;
    private final RestoreSite restoreSite;

    public SyncSite(
            Jobs jobs,
            InitFleet fleet,
            ListSites sites,
            NodeRepository nodes,
            UpdateHistory updates,
            ListReleases releases,
            RaiseFloor floors,
            BuildBundle bundles,
            BuildContent contents,
            ArtifactStore artifacts,
            OrderRepository orders,
            TelemetryStore telemetry,
            NodeLinks links,
            FleetSigning signing,
            Keyring keyring,
            IssuedLoginRepository logins,
            ToldReports told,
            ClusterVault clusters,
            OwnedFiles files,
            Transactions transactions,
            ActivityLog activity,
            String observer,
            InstantSource clock,
            SyncTimes times) {
        this.jobs = jobs;
        this.fleet = fleet;
        this.sites = sites;
        this.signing = signing;
        TrialLogVisit trials = new TrialLogVisit(updates, clock);
        NodeVisit visit =
                new NodeVisit(links, nodes, updates, trials, telemetry, transactions, activity, observer, clock);
        IssueOrder order = new IssueOrder(transactions, orders, nodes, signing, logins, activity, clock, times);
        SiteTarget targets = new SiteTarget(releases, floors, bundles, contents, artifacts, times);
        NodePush push = new NodePush(visit, times, clock);
        UpdateNode update = new UpdateNode(visit, push, times, clock);
        this.hearNewNodes = new HearNewNodes(visit, nodes, transactions, activity, clock);
        ReflashNode.Parts recovery = new ReflashNode.Parts(
                jobs, fleet, nodes, bundles, signing, visit, hearNewNodes, lanes, activity, clock, times);
        this.reflashNode = new ReflashNode(recovery);
        this.eraseNode = new EraseNode(recovery);
        this.readNodeLog = new ReadNodeLog(visit, trials, updates, signing);
        BackUpCluster backUp = new BackUpCluster(visit, clusters, signing, lanes, activity, clock);
        this.backUpSite = new BackUpSite(jobs, fleet, nodes, visit, backUp, signing, clusters, lanes, files);
        this.restoreSite = new RestoreSite(
                new RestoreSite.Parts(jobs, fleet, nodes, visit, order, signing, lanes, activity, clock, times));
        this.siteVisit = new SiteVisit(
                nodes,
                targets,
                order,
                visit,
                new CertifyNode(keyring, activity, clock),
                backUp,
                new OneCopy(visit, push, lanes, times, clock),
                update,
                transactions,
                activity,
                lanes);
        this.stick = new SyncByStick(targets, order, nodes, updates, told, transactions, activity, clock);
    }

    /** Syncs these sites, each in lanes of its own; a site or node that does not answer delays no other. */
    public Job<List<SiteSyncReport>> start(List<SiteId> wanted) {
        return start(wanted, SyncLimits.NONE);
    }

    /** The same, no faster than this. */
    public Job<List<SiteSyncReport>> start(List<SiteId> wanted, SyncLimits limits) {
        requireOpen();
        return jobs.start(title(wanted), control -> run(wanted, Set.of(), limits, control));
    }

    /** The same, and what failed on a node before is tried there once more. */
    public Job<List<SiteSyncReport>> startAgain(List<SiteId> wanted, SyncLimits limits) {
        requireOpen();
        return jobs.start(title(wanted), control -> run(wanted, Set.copyOf(wanted), limits, control));
    }

    private String title(List<SiteId> wanted) {
        return wanted.size() == 1
                ? "Sync " + sites.find(wanted.getFirst().value()).name()
                : "Sync " + wanted.size() + " sites";
    }

    /** Refuses, before anything is begun, while the keys that every visit needs are locked. */
    public void requireOpen() {
        if (fleet.current().isPresent()) {
            signing.requireOpen("sync");
        }
    }

    /**
     * Puts what these sites should have into a folder that is carried there, after taking in what nodes left in it. With {@code again} the orders
     * ask nodes to try once more what failed there before.
     */
    public Job<StickReport> startToFolder(List<SiteId> wanted, Path folder, boolean again) {
        requireOpen();
        return jobs.start("Update stick", control -> {
            Fleet made = fleet.required();
            List<Site> found = wanted.stream().map(id -> sites.find(id.value())).toList();
            return stick.write(made, found, folder, again, control);
        });
    }

    /** Every site's id. */
    public List<SiteId> everySite() {
        return sites.all().stream().map(summary -> summary.site().id()).toList();
    }

    /** Takes in what nodes left on a stick. */
    public Job<StickReport> startFromFolder(Path folder) {
        return jobs.start("Receipts", control -> stick.read(folder, control));
    }

    /** Asks new nodes for their hardware. */
    public HearNewNodes hearNewNodes() {
        return hearNewNodes;
    }

    /** Writes nodes anew, in the lanes of the syncs. */
    public ReflashNode reflashNode() {
        return reflashNode;
    }

    /** Erases nodes, in the lanes of the syncs. */
    public EraseNode eraseNode() {
        return eraseNode;
    }

    /** Keeps what clusters cannot be rebuilt without, in the lanes of the syncs. */
    public BackUpSite backUpSite() {
        return backUpSite;
    }

    /** Sends clusters back to snapshots, in the lanes of the syncs. */
    public RestoreSite restoreSite() {
        return restoreSite;
    }

    /** Reads what nodes log. */
    public ReadNodeLog readNodeLog() {
        return readNodeLog;
    }

    /** Syncs every site. */
    public Job<List<SiteSyncReport>> startAll() {
        return start(everySite());
    }

    /** Syncs these sites on this thread and lanes of their own; in {@code again} what failed on a node before is tried once more. */
    public List<SiteSyncReport> run(List<SiteId> wanted, Set<SiteId> again, JobControl control) {
        return run(wanted, again, SyncLimits.NONE, control);
    }

    private List<SiteSyncReport> run(List<SiteId> wanted, Set<SiteId> again, SyncLimits limits, JobControl control) {
        Pace all = new Pace(limits.all().bytesPerSecond());
        Fleet made = fleet.required();
        hearNewNodes.allSoon();
        List<Site> found = wanted.stream().map(id -> sites.find(id.value())).toList();
        return lanes.each(found, site -> "sync " + site.name(), site -> {
            Pace ofSite = new Pace(limits.site().bytesPerSecond());
            return siteVisit.run(made, site, List.of(all, ofSite), again.contains(site.id()), control);
        });
    }
}
