package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.BundleStore;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.library.BundleInputs.Inputs;
import dev.cairn.image.Sha256;
import dev.cairn.image.cache.BakeCache;
import dev.cairn.image.slot.BuiltSlot;
import dev.cairn.image.slot.Reuse;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the slot bundle of a release, or takes the one that was made of the same inputs. One bundle is made at a time.
 */
public final class BuildBundle {
    private final ArtifactStore store;
    private final BundleStore bundles;
    private final BundleInputs inputs;
    private final @Nullable Path agentLayer;

    /** {@code agentLayer} is the one that comes with the program, or null. */
    public BuildBundle(ArtifactStore store, BundleStore bundles, BakeCache cache, @Nullable Path agentLayer) {
        this.store = store;
        this.bundles = bundles;
        this.inputs = new BundleInputs(store, bundles, cache);
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
                .allMatch(kind -> store.has(BundleInputs.layer(other, kind).artifact()));
        return known ? existing(inputs.slot(other, AgentLayer.read(agent))) : Optional.empty();
    }

    private static List<Object> slotOf(Release release) {
        return List.of(
                BundleInputs.layer(release, LayerKind.BASE_OS).artifact(),
                BundleInputs.layer(release, LayerKind.KUBERNETES).artifact(),
                release.cluster(),
                BundleInputs.compression(release));
    }

    /** Makes it, with another agent layer than the program's own when {@code otherAgent} is not null. */
    public SlotBundle run(Release release, @Nullable Path otherAgent, JobControl control) {
        return make(inputs.slot(release, agent(otherAgent, control)), control);
    }

    /** Reads the agent's layer, the program's own when {@code other} is null. */
    AgentLayer agent(@Nullable Path other, JobControl control) {
        Path agent = agentFile(other);
        control.doing("look at the agent layer " + agent.getFileName());
        return AgentLayer.read(agent);
    }

    /** The bundle of a release. */
    BakeParts.Bundle slot(Release release, AgentLayer agent) {
        return found(inputs.slot(release, agent));
    }

    /** The bootstrap system of a release. */
    BakeParts.Bundle bootstrap(Release release, AgentLayer agent) {
        return found(inputs.bootstrap(release, agent));
    }

    private BakeParts.Bundle found(Inputs wanted) {
        return new BakeParts.Bundle(wanted, existing(wanted));
    }

    /** The bundle that was made of just this. */
    private Optional<SlotBundle> existing(Inputs wanted) {
        return bundles.madeOf(wanted.name()).filter(wanted.text()::equals).flatMap(same -> existing(wanted.name()));
    }

    /** Makes a bundle, or takes the one that was made of the same. */
    synchronized SlotBundle make(Inputs wanted, JobControl control) {
        Optional<SlotBundle> made = existing(wanted);
        if (made.isPresent()) {
            control.log("the slot bundle is there already");
            return made.get();
        }
        bundles.forget(wanted.name());
        BuiltSlot built =
                Translation.of(() -> new SlotBuilder().make(wanted.request(), new JobProgressBridge(control)));
        if (built.reusedBytes() > 0) {
            control.log(built.reusedBytes() + " bytes were taken over from an earlier bundle");
        }
        bundles.remember(wanted.name(), wanted.text());
        return built.bundle();
    }

    /** The steps that lead to a release's bundle, found out without writing. */
    static List<BakePlan.Step> slotPlan(Release release, BakeParts.Bundle slot) {
        Inputs wanted = slot.inputs();
        Reuse reuse = wanted.request().reuse().orElseThrow();
        List<SlotPlan.Step> layers =
                Translation.of(() -> SlotPlan.of(wanted.request(), reuse).steps());
        List<BakePlan.Step> steps = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            // The configuration is in no file, and less than what the others are wrong by.
            @Nullable
            Long bytes = i < wanted.files().size()
                    ? SlotSizes.unpacked(wanted.files().get(i))
                    : null;
            steps.add(BakePlan.Step.of(layers.get(i), bytes));
        }
        String last = layers.getLast().key();
        String key = Sha256.of((wanted.text() + " " + last).getBytes(StandardCharsets.UTF_8));
        steps.add(plan("slot bundle", List.of(last, release.digest().hex()), key, slot));
        return steps;
    }

    /** The step that makes the bootstrap system. */
    static BakePlan.Step bootstrapPlan(BakeParts.Bundle bootstrap) {
        Inputs wanted = bootstrap.inputs();
        return plan("bootstrap bundle", List.of(wanted.text()), wanted.name().hex(), bootstrap);
    }

    private static BakePlan.Step plan(String name, List<String> from, String key, BakeParts.Bundle bundle) {
        return new BakePlan.Step(name, from, key, bundle.made().isPresent(), bundle.bytes());
    }

    Path agentFile(@Nullable Path other) {
        Path agent = other == null ? agentLayer : other;
        if (agent == null || !Files.isRegularFile(agent)) {
            throw ProblemException.of(
                    AppProblem.AGENT_LAYER_MISSING, "bake", agent == null ? "agent layer" : agent.toString());
        }
        return agent;
    }
}
