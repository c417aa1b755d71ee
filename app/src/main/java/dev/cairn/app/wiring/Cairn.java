package dev.cairn.app.wiring;

import dev.cairn.app.adapter.keys.OwnerOnlyFiles;
import dev.cairn.app.adapter.ssh.SignedReports;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.vault.OpenerFiles;
import dev.cairn.app.usecase.drive.DriveReceipts;
import dev.cairn.app.usecase.drive.DriveSeeds;
import dev.cairn.app.usecase.drive.ListDrives;
import dev.cairn.app.usecase.drive.ReceiptSigning;
import dev.cairn.app.usecase.drive.WriteDrive;
import dev.cairn.app.usecase.flash.FlashLine;
import dev.cairn.app.usecase.flash.PrintLabels;
import dev.cairn.app.usecase.fleet.AddSite;
import dev.cairn.app.usecase.fleet.AssignNode;
import dev.cairn.app.usecase.fleet.ChangeRoles;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.IssueLogin;
import dev.cairn.app.usecase.fleet.ListActivity;
import dev.cairn.app.usecase.fleet.ListLogins;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.ListUpdates;
import dev.cairn.app.usecase.fleet.OverviewSummary;
import dev.cairn.app.usecase.fleet.ReplaceNode;
import dev.cairn.app.usecase.fleet.RetireNode;
import dev.cairn.app.usecase.fleet.RevokeLogin;
import dev.cairn.app.usecase.fleet.SiteTimeline;
import dev.cairn.app.usecase.fleet.SynthesizeFleet;
import dev.cairn.app.usecase.fleet.WatchNodes;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.kubernetes.ListWorkloads;
import dev.cairn.app.usecase.kubernetes.ReachKubernetes;
import dev.cairn.app.usecase.library.BakeImage;
import dev.cairn.app.usecase.library.BuildBundle;
import dev.cairn.app.usecase.library.BuildContent;
import dev.cairn.app.usecase.library.CreateRelease;
import dev.cairn.app.usecase.library.DiffImages;
import dev.cairn.app.usecase.library.ImportArtifact;
import dev.cairn.app.usecase.library.InspectImage;
import dev.cairn.app.usecase.library.ListArtifacts;
import dev.cairn.app.usecase.library.ListImages;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.library.PruneArtifacts;
import dev.cairn.app.usecase.library.RaiseFloor;
import dev.cairn.app.usecase.library.VerifyImage;
import dev.cairn.app.usecase.problem.ProblemTexts;
import dev.cairn.app.usecase.profile.ArtifactLookup;
import dev.cairn.app.usecase.profile.DiffProfiles;
import dev.cairn.app.usecase.profile.ListProfiles;
import dev.cairn.app.usecase.profile.SaveProfile;
import dev.cairn.app.usecase.profile.ValidateProfile;
import dev.cairn.app.usecase.sync.DesireRelease;
import dev.cairn.app.usecase.sync.EraseNode;
import dev.cairn.app.usecase.sync.HearNewNodes;
import dev.cairn.app.usecase.sync.ListRollouts;
import dev.cairn.app.usecase.sync.ReadNodeLog;
import dev.cairn.app.usecase.sync.ReflashNode;
import dev.cairn.app.usecase.sync.StartRollout;
import dev.cairn.app.usecase.sync.SyncSite;
import dev.cairn.app.usecase.telemetry.QueryLogs;
import dev.cairn.app.usecase.telemetry.QueryTelemetry;
import dev.cairn.app.usecase.vault.ChangeOpeners;
import dev.cairn.app.usecase.vault.ClusterVault;
import dev.cairn.app.usecase.vault.UnlockVault;
import dev.cairn.app.usecase.vault.VaultStatus;
import dev.cairn.image.cache.BakeCache;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running app: everything a person can want of it, by name. Safe for use by many threads; closing it twice is harmless. */
public final class Cairn implements AutoCloseable {
    /** Room for the records of a few hundred bakes. */
    private static final long BAKE_CACHE_BYTES = 256L << 20;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final CairnOptions options;
    private final Ports ports;
    private final AutoCloseable resources;
    private final Jobs jobs;
    private final InitFleet initFleet;
    private final ListLogins listLogins;
    private final IssueLogin issueLogin;
    private final RevokeLogin revokeLogin;
    private final AddSite addSite;
    private final ListSites listSites;
    private final ListNodes listNodes;
    private final ListUpdates listUpdates;
    private final WatchNodes watchNodes;
    private final AssignNode assignNode;
    private final RetireNode retireNode;
    private final ListActivity listActivity;
    private final OverviewSummary overviewSummary;
    private final ImportArtifact importArtifact;
    private final ListArtifacts listArtifacts;
    private final PruneArtifacts pruneArtifacts;
    private final ListProfiles listProfiles;
    private final ValidateProfile validateProfile;
    private final SaveProfile saveProfile;
    private final CreateRelease createRelease;
    private final ListReleases listReleases;
    private final RaiseFloor raiseFloor;
    private final BuildBundle buildBundle;
    private final BuildContent buildContent;
    private final BakeImage bakeImage;
    private final ListImages listImages;
    private final VerifyImage verifyImage;
    private final ListDrives listDrives;
    private final WriteDrive writeDrive;
    private final DriveSeeds driveSeeds;
    private final FlashLine flashLine;
    private final DesireRelease desireRelease;
    private final SyncSite syncSite;
    private final ReachKubernetes reachKubernetes;
    private final StartRollout startRollout;
    private final ListRollouts listRollouts;
    private final QueryTelemetry queryTelemetry;
    private final QueryLogs queryLogs;
    private final ProblemTexts problemTexts = new ProblemTexts();

    Cairn(CairnOptions options, Ports p, AutoCloseable resources) {
        this.options = options;
        this.ports = p;
        this.resources = resources;
        jobs = new Jobs(p.identifiers(), p.clock());
        initFleet = new InitFleet(p.transactions(), p.fleets(), p.keyring(), p.activity(), p.identifiers(), p.clock());
        listLogins = new ListLogins(p.logins());
        issueLogin = new IssueLogin(p.transactions(), p.logins(), p.keyring(), p.activity(), p.clock());
        revokeLogin = new RevokeLogin(p.transactions(), p.logins(), p.keyring(), p.activity(), p.clock());
        addSite = new AddSite(p.transactions(), p.sites(), p.activity(), p.identifiers(), p.clock());
        listSites = new ListSites(p.sites(), p.nodes());
        listNodes = new ListNodes(p.nodes());
        listUpdates = new ListUpdates(p.updates());
        assignNode = new AssignNode(p.transactions(), p.nodes(), p.sites(), p.activity());
        retireNode = new RetireNode(p.transactions(), p.nodes(), p.activity());
        listActivity = new ListActivity(p.activity());
        overviewSummary = new OverviewSummary(
                p.fleets(),
                p.sites(),
                p.nodes(),
                p.artifacts(),
                p.profiles(),
                p.releases(),
                p.images(),
                p.rollouts(),
                p.telemetry(),
                new VaultStatus(p.vault(), p.openerFiles()),
                p.clock());
        importArtifact =
                new ImportArtifact(jobs, p.transactions(), p.artifacts(), p.artifactStore(), p.activity(), p.clock());
        listArtifacts = new ListArtifacts(p.artifacts());
        pruneArtifacts = new PruneArtifacts(
                p.transactions(), p.artifacts(), p.artifactStore(), p.releases(), p.profiles(), p.activity());
        listProfiles = new ListProfiles(p.profiles());
        ArtifactLookup lookup = new ArtifactLookup(p.artifacts(), p.artifactStore());
        validateProfile = new ValidateProfile(p.profileFormat(), lookup);
        saveProfile = new SaveProfile(
                p.transactions(),
                p.profiles(),
                validateProfile,
                p.profileFormat(),
                p.activity(),
                p.identifiers(),
                p.clock());
        createRelease = new CreateRelease(
                p.transactions(), listProfiles, p.profileFormat(), lookup, p.releases(), p.activity(), p.clock());
        listReleases = new ListReleases(p.releases());
        raiseFloor = new RaiseFloor(p.transactions(), p.releases(), p.activity(), p.clock());
        buildBundle = new BuildBundle(
                p.artifactStore(),
                p.bundleStore(),
                new BakeCache(options.home().resolve("cache"), BAKE_CACHE_BYTES, p.clock()),
                options.agentLayer());
        buildContent = new BuildContent(p.artifacts(), p.artifactStore(), p.bundleStore());
        bakeImage = new BakeImage(
                jobs,
                p.transactions(),
                initFleet,
                listReleases,
                p.sites(),
                p.nodes(),
                p.batches(),
                p.images(),
                buildBundle,
                buildContent,
                p.activity(),
                p.identifiers(),
                p.clock(),
                options.home().resolve("images"));
        listImages = new ListImages(p.images());
        verifyImage = new VerifyImage(jobs);
        listDrives = new ListDrives(p.drives(), p.driveWrites());
        FleetSigning signing = new FleetSigning(p.keyring());
        writeDrive = new WriteDrive(
                jobs,
                p.driveWriting(),
                p.transactions(),
                p.driveWrites(),
                new ReceiptSigning(initFleet, signing),
                p.activity(),
                p.identifiers(),
                p.clock());
        driveSeeds = new DriveSeeds(p.driveContents());
        flashLine = new FlashLine(new FlashLine.Parts(
                p.drives(),
                p.driveContents(),
                writeDrive::startOne,
                p.driveWrites(),
                p.flashRuns(),
                p.nodes(),
                p.transactions(),
                p.activity(),
                p.identifiers(),
                p.clock()));
        desireRelease = new DesireRelease(p.transactions(), p.sites(), raiseFloor, p.activity());
        syncSite = new SyncSite(
                jobs,
                initFleet,
                listSites,
                p.nodes(),
                p.updates(),
                listReleases,
                raiseFloor,
                buildBundle,
                buildContent,
                p.artifactStore(),
                p.orders(),
                p.telemetry(),
                p.links(),
                signing,
                p.keyring(),
                p.logins(),
                new SignedReports(),
                new ClusterVault(p.vault()),
                new OwnerOnlyFiles(),
                p.transactions(),
                p.activity(),
                p.observer(),
                p.clock(),
                options.times());
        reachKubernetes = new ReachKubernetes(
                listSites,
                listNodes,
                p.links(),
                new OwnerOnlyFiles(),
                options.home().resolve("kubeconfig"),
                p.transactions(),
                p.activity());
        reachKubernetes.sweep();
        watchNodes = new WatchNodes(
                p.beacons(),
                p.transactions(),
                p.nodes(),
                p.activity(),
                p.observer(),
                id -> syncSite.hearNewNodes().soon(id));
        startRollout = new StartRollout(
                jobs,
                p.transactions(),
                p.rollouts(),
                listReleases,
                listSites,
                desireRelease,
                syncSite,
                p.activity(),
                p.identifiers(),
                p.clock());
        listRollouts = new ListRollouts(p.rollouts());
        queryTelemetry = new QueryTelemetry(p.telemetry());
        queryLogs = new QueryLogs(p.telemetry());
    }

    /** Opens the app on a data folder, which is made if it is missing. Refused when another copy uses it. */
    public static Cairn open(Path home) {
        return open(CairnOptions.of(home));
    }

    public static Cairn open(CairnOptions options) {
        return Opening.open(options);
    }

    public Path home() {
        return options.home();
    }

    public InventoryEvents events() {
        return ports.events();
    }

    public Jobs jobs() {
        return jobs;
    }

    public InitFleet initFleet() {
        return initFleet;
    }

    public ListLogins listLogins() {
        return listLogins;
    }

    public IssueLogin issueLogin() {
        return issueLogin;
    }

    public RevokeLogin revokeLogin() {
        return revokeLogin;
    }

    public VaultStatus vaultStatus() {
        return new VaultStatus(ports.vault(), ports.openerFiles());
    }

    public UnlockVault unlockVault() {
        return new UnlockVault(ports.vault(), ports.events());
    }

    public ChangeOpeners changeOpeners() {
        return new ChangeOpeners(ports.vault(), ports.openerFiles(), ports.transactions(), ports.activity());
    }

    public OpenerFiles openerFiles() {
        return ports.openerFiles();
    }

    public AddSite addSite() {
        return addSite;
    }

    public ListSites listSites() {
        return listSites;
    }

    public ListNodes listNodes() {
        return listNodes;
    }

    public ListUpdates listUpdates() {
        return listUpdates;
    }

    public WatchNodes watchNodes() {
        return watchNodes;
    }

    public AssignNode assignNode() {
        return assignNode;
    }

    public ChangeRoles changeRoles() {
        return new ChangeRoles(ports.transactions(), listSites, listNodes, ports.nodes(), ports.activity());
    }

    public ReplaceNode replaceNode() {
        return new ReplaceNode(
                ports.transactions(), listSites, listNodes, assignNode, retireNode, ports.activity(), ports.clock());
    }

    public SiteTimeline siteTimeline() {
        return new SiteTimeline(ports.nodes(), ports.telemetry(), ports.activity());
    }

    public RetireNode retireNode() {
        return retireNode;
    }

    public SynthesizeFleet synthesizeFleet() {
        return new SynthesizeFleet(ports.transactions(), ports.sites(), ports.nodes(), ports.activity(), ports.clock());
    }

    public ListActivity listActivity() {
        return listActivity;
    }

    public OverviewSummary overviewSummary() {
        return overviewSummary;
    }

    public ImportArtifact importArtifact() {
        return importArtifact;
    }

    public ListArtifacts listArtifacts() {
        return listArtifacts;
    }

    public PruneArtifacts pruneArtifacts() {
        return pruneArtifacts;
    }

    public ListProfiles listProfiles() {
        return listProfiles;
    }

    public ValidateProfile validateProfile() {
        return validateProfile;
    }

    public SaveProfile saveProfile() {
        return saveProfile;
    }

    public DiffProfiles diffProfiles() {
        return new DiffProfiles();
    }

    public CreateRelease createRelease() {
        return createRelease;
    }

    public RaiseFloor raiseFloor() {
        return raiseFloor;
    }

    public ListReleases listReleases() {
        return listReleases;
    }

    public BuildBundle buildBundle() {
        return buildBundle;
    }

    public BakeImage bakeImage() {
        return bakeImage;
    }

    public ListImages listImages() {
        return listImages;
    }

    public InspectImage inspectImage() {
        return new InspectImage();
    }

    public DiffImages diffImages() {
        return new DiffImages(jobs);
    }

    public VerifyImage verifyImage() {
        return verifyImage;
    }

    public ListDrives listDrives() {
        return listDrives;
    }

    public DriveSeeds driveSeeds() {
        return driveSeeds;
    }

    public WriteDrive writeDrive() {
        return writeDrive;
    }

    public DriveReceipts driveReceipts() {
        return new DriveReceipts(initFleet, ports.driveWrites(), options.home().resolve("receipts"));
    }

    public FlashLine flashLine() {
        return flashLine;
    }

    public PrintLabels printLabels() {
        return new PrintLabels(
                ports.driveWrites(),
                ports.images(),
                ports.sites(),
                ports.labelSheet(),
                options.home().resolve("labels"));
    }

    public DesireRelease desireRelease() {
        return desireRelease;
    }

    public SyncSite syncSite() {
        return syncSite;
    }

    public ReachKubernetes reachKubernetes() {
        return reachKubernetes;
    }

    public ListWorkloads listWorkloads() {
        return new ListWorkloads(
                listSites,
                listNodes,
                ports.links(),
                ports.kubernetes(),
                ports.workloadLooks(),
                ports.clock(),
                ports.observer());
    }

    public HearNewNodes hearNewNodes() {
        return syncSite.hearNewNodes();
    }

    public EraseNode eraseNode() {
        return syncSite.eraseNode();
    }

    public ReadNodeLog readNodeLog() {
        return syncSite.readNodeLog();
    }

    public ReflashNode reflashNode() {
        return syncSite.reflashNode();
    }

    public StartRollout startRollout() {
        return startRollout;
    }

    public ListRollouts listRollouts() {
        return listRollouts;
    }

    public QueryTelemetry queryTelemetry() {
        return queryTelemetry;
    }

    public QueryLogs queryLogs() {
        return queryLogs;
    }

    public ProblemTexts problemTexts() {
        return problemTexts;
    }

    /** Stops listening, cancels jobs and closes the inventory, in this order. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        flashLine.close();
        watchNodes.close();
        syncSite.hearNewNodes().close();
        jobs.close();
        reachKubernetes.sweep();
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("the inventory could not be closed", e);
        }
    }
}
