package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.BundleStore;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.image.Sha256;
import dev.cairn.image.cache.BakeCache;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.BuiltSlot;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.Reuse;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotPlan;
import dev.cairn.image.slot.SlotRequest;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the slot bundle of a release, or takes the one that was made of the same inputs. One bundle is made at a time.
 */
public final class BuildBundle {
    private static final String COMPRESSION = "compression";
    /** It is written to every drive, seldom read and never updated, so it is packed in any case. */
    private static final int BOOTSTRAP_LEVEL = 3;

    private final ArtifactStore store;
    private final BundleStore bundles;
    private final BakeCache cache;
    private final @Nullable Path agentLayer;

    /** {@code agentLayer} is the one that comes with the program, or null. */
    public BuildBundle(ArtifactStore store, BundleStore bundles, BakeCache cache, @Nullable Path agentLayer) {
        this.store = store;
        this.bundles = bundles;
        this.cache = cache;
        this.agentLayer = agentLayer;
    }

    /** The bundle of a release if it was made already. */
    public Optional<SlotBundle> existing(Digest release) {
        return bundles.madeOf(release).map(made -> Translation.of(() -> SlotBundle.open(bundles.folder(release))));
    }

    /**
     * The bundle that was made of another release, if it is what {@code release} would get too but for its name: the same base OS,
     * Kubernetes, agent, configuration and compression. A node that runs it needs no new slot.
     */
    public Optional<SlotBundle> sameSlot(Release release, Release other) {
        Path agent = agentLayer;
        if (agent == null || !Files.isRegularFile(agent) || !slotOf(release).equals(slotOf(other))) {
            return Optional.empty();
        }
        boolean known = Stream.of(LayerKind.BASE_OS, LayerKind.KUBERNETES)
                .allMatch(kind -> store.has(layer(other, kind).artifact()));
        boolean made = known
                && bundles.madeOf(other.digest())
                        .filter(inputs(other, agent).text()::equals)
                        .isPresent();
        return made ? existing(other.digest()) : Optional.empty();
    }

    private static List<Object> slotOf(Release release) {
        return List.of(
                layer(release, LayerKind.BASE_OS).artifact(),
                layer(release, LayerKind.KUBERNETES).artifact(),
                release.cluster(),
                compression(release));
    }

    /** Makes it, with another agent layer than the program's own when {@code otherAgent} is not null. */
    public synchronized SlotBundle run(Release release, @Nullable Path otherAgent, JobControl control) {
        Path agent = agent(otherAgent);
        control.doing("look at the agent layer " + agent.getFileName());
        return made(release.digest(), inputs(release, agent), control);
    }

    /** Makes the bootstrap system of a release: its base OS and the agent, packed; the same for all releases that share them. */
    public synchronized SlotBundle bootstrap(Release release, @Nullable Path otherAgent, JobControl control) {
        Inputs inputs = bootstrapInputs(release, agent(otherAgent));
        control.doing("look at the bootstrap system");
        return made(key(inputs), inputs, control);
    }

    private SlotBundle made(Digest name, Inputs inputs, JobControl control) {
        Optional<SlotBundle> made =
                bundles.madeOf(name).filter(inputs.text()::equals).flatMap(same -> existing(name));
        if (made.isPresent()) {
            control.log("the slot bundle is there already");
            return made.get();
        }
        bundles.forget(name);
        BuiltSlot built =
                Translation.of(() -> new SlotBuilder().make(inputs.request(), new JobProgressBridge(control)));
        if (built.reusedBytes() > 0) {
            control.log(built.reusedBytes() + " bytes were taken over from an earlier bundle");
        }
        bundles.remember(name, inputs.text());
        return built.bundle();
    }

    /** The steps that {@link #run} would take, found out without writing. */
    public List<SlotPlan.Step> plan(Release release, @Nullable Path otherAgent) {
        Inputs inputs = inputs(release, agent(otherAgent));
        Reuse reuse = inputs.request().reuse().orElseThrow();
        List<SlotPlan.Step> steps = new ArrayList<>(
                Translation.of(() -> SlotPlan.of(inputs.request(), reuse).steps()));
        String key = Sha256.of((inputs.text() + " " + steps.getLast().key()).getBytes(StandardCharsets.UTF_8));
        boolean made =
                bundles.madeOf(release.digest()).filter(inputs.text()::equals).isPresent();
        steps.add(new SlotPlan.Step(
                "slot bundle", List.of(steps.getLast().key(), release.digest().hex()), key, made));
        return steps;
    }

    /** The step that {@link #bootstrap} would take. */
    public SlotPlan.Step bootstrapPlan(Release release, @Nullable Path otherAgent) {
        Inputs inputs = bootstrapInputs(release, agent(otherAgent));
        boolean made = bundles.madeOf(key(inputs)).filter(inputs.text()::equals).isPresent();
        return new SlotPlan.Step(
                "bootstrap bundle", List.of(inputs.text()), key(inputs).hex(), made);
    }

    private static Digest key(Inputs inputs) {
        return new Digest(Sha256.of(inputs.text().getBytes(StandardCharsets.UTF_8)));
    }

    private Inputs bootstrapInputs(Release release, Path agent) {
        Path base = artifact(release, LayerKind.BASE_OS);
        String baseDigest = layer(release, LayerKind.BASE_OS).artifact().hex();
        String agentDigest = sha256(agent);
        FilesLayer configuration = SlotLayers.configuration();
        FilesLayer own = SlotLayers.bootstrap();
        Reuse reuse = new Reuse(cache, Map.of(base, baseDigest, agent, agentDigest));
        String text =
                "bootstrap of slot format " + SlotManifest.FORMAT + " base " + baseDigest + " agent " + agentDigest
                        + " configuration " + reuse.key(configuration).orElseThrow() + " "
                        + reuse.key(own).orElseThrow();
        String name = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        SlotRequest request = new SlotRequest(
                bundles.folder(new Digest(name)),
                new ReleaseInfo(name, "bootstrap", "1"),
                List.of(Layer.tar(base), Layer.tar(agent), configuration, own),
                List.of("base-os", "agent", "configuration", "bootstrap"),
                new Compression.Zstd(BOOTSTRAP_LEVEL),
                Optional.of(reuse));
        return new Inputs(text, request);
    }

    /** What a bundle is made of: in words that name every byte of it, and as a request. */
    private record Inputs(String text, SlotRequest request) {}

    private Inputs inputs(Release release, Path agent) {
        FilesLayer configuration = SlotLayers.configuration(release.cluster());
        String agentDigest = sha256(agent);
        Path base = artifact(release, LayerKind.BASE_OS);
        Path kubernetes = artifact(release, LayerKind.KUBERNETES);
        Reuse reuse = new Reuse(
                cache,
                Map.of(
                        base, layer(release, LayerKind.BASE_OS).artifact().hex(),
                        kubernetes,
                                layer(release, LayerKind.KUBERNETES).artifact().hex(),
                        agent, agentDigest));
        ReleaseInfo info =
                new ReleaseInfo(release.digest().hex(), release.profile(), Integer.toString(release.version()));
        SlotRequest request = new SlotRequest(
                bundles.folder(release.digest()),
                info,
                List.of(Layer.tar(base), SlotLayers.kubernetes(kubernetes), Layer.tar(agent), configuration),
                List.of("base-os", "kubernetes", "agent", "configuration"),
                compression(release),
                Optional.of(reuse));
        String text = "slot format " + SlotManifest.FORMAT + " " + release.digest() + " agent " + agentDigest
                + " configuration " + reuse.key(configuration).orElseThrow();
        return new Inputs(text, request);
    }

    private Path agent(@Nullable Path other) {
        Path agent = other == null ? agentLayer : other;
        if (agent == null || !Files.isRegularFile(agent)) {
            throw ProblemException.of(
                    AppProblem.AGENT_LAYER_MISSING, "bake", agent == null ? "agent layer" : agent.toString());
        }
        return agent;
    }

    private Path artifact(Release release, LayerKind kind) {
        ReleaseLayer layer = layer(release, kind);
        if (!store.has(layer.artifact())) {
            throw ProblemException.of(AppProblem.ARTIFACT_UNKNOWN, "bake", layer.artifact());
        }
        return store.path(layer.artifact());
    }

    private static ReleaseLayer layer(Release release, LayerKind kind) {
        return release.layers().stream()
                .filter(found -> found.kind() == kind)
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        AppProblem.PROFILE_LAYER_MISSING,
                        "bake",
                        "layers",
                        "kind",
                        kind.word(),
                        "line",
                        0,
                        "column",
                        0));
    }

    private static Compression compression(Release release) {
        boolean zstd = release.layers().stream()
                .anyMatch(layer -> "zstd".equals(layer.settings().get(COMPRESSION)));
        return zstd ? new Compression.Zstd(9) : Compression.NONE;
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(AppProblem.FILE_UNREADABLE, "bake", file), e);
        }
    }
}
