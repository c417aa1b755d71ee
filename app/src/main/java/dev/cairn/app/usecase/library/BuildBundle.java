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
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotRequest;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the slot bundle of a release, or takes the one that was made of the same inputs. One bundle is made at a time.
 */
public final class BuildBundle {
    private static final String COMPRESSION = "compression";

    private final ArtifactStore store;
    private final BundleStore bundles;
    private final @Nullable Path agentLayer;

    /** {@code agentLayer} is the one that comes with the program, or null. */
    public BuildBundle(ArtifactStore store, BundleStore bundles, @Nullable Path agentLayer) {
        this.store = store;
        this.bundles = bundles;
        this.agentLayer = agentLayer;
    }

    /** The bundle of a release if it was made already. */
    public Optional<SlotBundle> existing(Digest release) {
        return bundles.madeOf(release).map(made -> Translation.of(() -> SlotBundle.open(bundles.folder(release))));
    }

    /** Makes it, with another agent layer than the program's own when {@code otherAgent} is not null. */
    public synchronized SlotBundle run(Release release, @Nullable Path otherAgent, JobControl control) {
        Path agent = agent(otherAgent);
        FilesLayer configuration = SlotLayers.configuration();
        control.doing("look at the agent layer " + agent.getFileName());
        String inputs = release.digest() + " agent " + sha256(agent) + " configuration " + digestOf(configuration);
        Optional<SlotBundle> made =
                bundles.madeOf(release.digest()).filter(inputs::equals).flatMap(same -> existing(release.digest()));
        if (made.isPresent()) {
            control.log("the slot bundle is there already");
            return made.get();
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.tar(artifact(release, LayerKind.BASE_OS)));
        layers.add(SlotLayers.kubernetes(artifact(release, LayerKind.KUBERNETES)));
        layers.add(Layer.tar(agent));
        layers.add(configuration);
        bundles.forget(release.digest());
        ReleaseInfo info =
                new ReleaseInfo(release.digest().hex(), release.profile(), Integer.toString(release.version()));
        SlotRequest request = new SlotRequest(bundles.folder(release.digest()), info, layers, compression(release));
        SlotBundle bundle = Translation.of(() -> new SlotBuilder().build(request, new JobProgressBridge(control)));
        bundles.remember(release.digest(), inputs);
        return bundle;
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
        ReleaseLayer layer = release.layers().stream()
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
        if (!store.has(layer.artifact())) {
            throw ProblemException.of(AppProblem.ARTIFACT_UNKNOWN, "bake", layer.artifact());
        }
        return store.path(layer.artifact());
    }

    private static Compression compression(Release release) {
        boolean zstd = release.layers().stream()
                .anyMatch(layer -> "zstd".equals(layer.settings().get(COMPRESSION)));
        return zstd ? new Compression.Zstd(9) : Compression.NONE;
    }

    private static String digestOf(FilesLayer layer) {
        MessageDigest digest = Sha256.start();
        for (FilesLayer.Item item : layer.items()) {
            digest.update((item.path() + " " + item.mode()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (item.what() instanceof FilesLayer.What.Bytes bytes) {
                digest.update(bytes.bytes());
            } else {
                digest.update(item.what().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return Sha256.finish(digest);
    }

    private static String sha256(Path file) {
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.of(AppProblem.FILE_UNREADABLE, "bake", file), e);
        }
        return Sha256.finish(digest);
    }
}
