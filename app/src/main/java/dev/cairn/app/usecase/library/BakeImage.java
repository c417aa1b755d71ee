package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.library.BatchRepository;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.ImageRepository;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.Names;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakedImage;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Bakes a release into a disk image with a seed of its own. */
public final class BakeImage {
    private final Jobs jobs;
    private final Transactions transactions;
    private final InitFleet fleet;
    private final ListReleases releases;
    private final SiteRepository sites;
    private final NodeRepository nodes;
    private final BatchRepository batches;
    private final ImageRepository images;
    private final BuildBundle bundles;
    private final BuildContent contents;
    private final ActivityLog activity;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private final Path folder;
    private final Seeds seeds;

    public BakeImage(
            Jobs jobs,
            Transactions transactions,
            InitFleet fleet,
            ListReleases releases,
            SiteRepository sites,
            NodeRepository nodes,
            BatchRepository batches,
            ImageRepository images,
            BuildBundle bundles,
            BuildContent contents,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock,
            Path folder) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.fleet = fleet;
        this.releases = releases;
        this.sites = sites;
        this.nodes = nodes;
        this.batches = batches;
        this.images = images;
        this.bundles = bundles;
        this.contents = contents;
        this.activity = activity;
        this.identifiers = identifiers;
        this.clock = clock;
        this.folder = folder;
        this.seeds = new Seeds(identifiers, clock);
    }

    /** Bakes. What can be refused is refused before the job starts. */
    public Job<Image> start(BakeRequest request) {
        Checked checked = check(request);
        batches.requireOpen("bake");
        return jobs.start("Bake " + checked.release().label(), control -> bake(request, checked, control));
    }

    /** The steps that {@link #start} would take; refuses what that would refuse, and writes nothing. */
    public BakePlan plan(BakeRequest request) {
        Checked checked = check(request);
        Site site = checked.site();
        AgentLayer agent = AgentLayer.read(bundles.agentFile(request.agentLayer()));
        BakeParts parts = BakeParts.of(checked.release(), agent, bundles, contents, Progress.NONE);
        List<BakePlan.Step> steps = new ArrayList<>(BuildBundle.slotPlan(checked.release(), parts.slot()));
        String bundle = steps.getLast().key();
        steps.add(BuildBundle.bootstrapPlan(parts.bootstrap()));
        String bootstrap = steps.getLast().key();
        String seed = "seed of " + (site == null ? "any site" : "site " + site.id())
                + (request.hostName() == null ? "" : " host " + request.hostName());
        steps.add(step("boot partition", List.of(bundle, bootstrap, seed), parts.bootBytes()));
        List<String> from =
                new ArrayList<>(List.of(bundle, bootstrap, steps.getLast().key()));
        parts.content().map(BuildContent::plan).ifPresent(content -> {
            steps.add(content);
            from.add(content.key());
        });
        steps.add(step("image", from, parts.imageBytes()));
        List<Room> rooms = parts.rooms(checked.out());
        rooms.forEach(Room::require);
        return new BakePlan(steps, rooms);
    }

    /** What a request names, found and allowed. */
    private record Checked(
            Fleet fleet, Release release, @Nullable Site site, Path out) {}

    private Checked check(BakeRequest request) {
        Fleet made = fleet.required();
        Release release = releases.byDigest(request.release())
                .orElseThrow(() -> ProblemException.of(AppProblem.RELEASE_UNKNOWN, "bake", request.release()));
        @Nullable Site site = site(request.site());
        Path out = out(request, release);
        refuseTaken(site, request.hostName());
        return new Checked(made, release, site, out);
    }

    private static BakePlan.Step step(String name, List<String> inputs, @Nullable Long bytes) {
        String key = Sha256.of((name + " " + String.join(" ", inputs)).getBytes(StandardCharsets.UTF_8));
        return new BakePlan.Step(name, inputs, key, false, bytes);
    }

    private Image bake(BakeRequest request, Checked checked, JobControl control) throws IOException {
        Release release = checked.release();
        Site site = checked.site();
        Path out = checked.out();
        AgentLayer agent = bundles.agent(request.agentLayer(), control);
        BakeParts found = BakeParts.of(release, agent, bundles, contents, new JobProgressBridge(control));
        found.rooms(out).forEach(Room::require);
        SlotBundle bundle = found.slot().make(bundles, control);
        SlotBundle bootstrap = found.bootstrap().make(bundles, control);
        Optional<ContentBundle> content = found.content().map(prepared -> contents.make(prepared, control));
        Optional<Batch> earlierBatch = site == null
                ? batchOf(image -> image.site() == null
                        && image.release().equals(release.digest())
                        && Objects.equals(image.hostName(), request.hostName()))
                : batchOf(image -> site.id().equals(image.site()));
        Batch batch = earlierBatch.orElseGet(seeds::newBatch);
        Seed seed = seeds.seed(checked.fleet(), batch, site, request.role(), request.hostName());
        Files.createDirectories(Objects.requireNonNull(out.getParent()));
        dev.cairn.image.bake.BakeRequest parts = dev.cairn.image.bake.BakeRequest.of(
                        out, bundle, ProtocolJson.bytes(seed))
                .withBootstrap(bootstrap);
        BakedImage baked = Translation.of(() ->
                new ImageBaker().bake(content.map(parts::withContent).orElse(parts), new JobProgressBridge(control)));
        return transactions.inOne(() -> {
            if (earlierBatch.isEmpty()) {
                batches.add(batch);
            }
            Image image = new Image(
                    identifiers.next(),
                    out,
                    release.digest(),
                    new Digest(baked.manifest().sha256()),
                    baked.manifest().bytes(),
                    batch.id(),
                    site == null ? null : site.id(),
                    request.hostName(),
                    clock.instant());
            images.save(image);
            activity.add("image.baked", out.toString(), "release", release.label(), "sha256", image.sha256());
            return image;
        });
    }

    /**
     * Nodes of one site share a batch, since their join secrets derive from it. And a release that is baked again for nodes of any site
     * belongs to the batch that it had, so that the same bytes come out.
     */
    private Optional<Batch> batchOf(Predicate<Image> wanted) {
        return images.all().stream()
                .filter(wanted)
                .findFirst()
                .flatMap(image -> batches.all().stream()
                        .filter(batch -> batch.id().equals(image.batch()))
                        .findFirst());
    }

    /** A place in a fleet, a site and a host name, is given to one seed only; a seed without a host name is for any number of machines. */
    private void refuseTaken(@Nullable Site site, @Nullable String hostName) {
        if (hostName == null) {
            return;
        }
        Names.checkHost(hostName);
        if (site == null) {
            return;
        }
        images.all().stream()
                .filter(image -> site.id().equals(image.site()) && hostName.equals(image.hostName()))
                .filter(this::isThere)
                .findFirst()
                .ifPresent(image -> {
                    throw taken(site, hostName, image.path().toString());
                });
        nodes.ofSite(site.id()).stream()
                .filter(node -> hostName.equals(node.hostName()) && node.state() != NodeState.RETIRED)
                .findFirst()
                .ifPresent(node -> {
                    throw taken(site, hostName, "node " + node.id());
                });
    }

    /** One whose file was lost, or replaced by another image's, is no longer written to any drive. */
    private boolean isThere(Image image) {
        return Files.exists(image.path())
                && images.findByPath(image.path()).filter(image::equals).isPresent();
    }

    private static ProblemException taken(Site site, String hostName, String by) {
        return ProblemException.of(AppProblem.SEED_TAKEN, "bake", site.name() + "/" + hostName, "by", by);
    }

    private @Nullable Site site(@Nullable SiteId id) {
        return id == null
                ? null
                : sites.find(id).orElseThrow(() -> ProblemException.of(AppProblem.SITE_UNKNOWN, "bake", id));
    }

    private Path out(BakeRequest request, Release release) {
        Path wanted = request.out();
        Path out = wanted == null
                ? folder.resolve(Names.hostLabel(release.profile()) + "-v" + release.version() + "-"
                        + release.digest().hex().substring(0, 8) + "-"
                        + identifiers.next().substring(24) + ".img")
                : wanted;
        Path absolute = out.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw ProblemException.of(AppProblem.IMAGE_EXISTS, "bake", absolute);
        }
        return absolute;
    }
}
