package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.BundleStore;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.image.Sha256;
import dev.cairn.image.cache.BakeCache;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.Reuse;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotRequest;
import dev.cairn.image.squashfs.Compression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what the bundles of a release are made of. Safe for use by many threads. */
final class BundleInputs {
    private static final String COMPRESSION = "compression";
    /** It is written to every drive, seldom read and never updated, so it is packed in any case. */
    private static final int BOOTSTRAP_LEVEL = 3;

    private final ArtifactStore store;
    private final BundleStore bundles;
    private final BakeCache cache;

    BundleInputs(ArtifactStore store, BundleStore bundles, BakeCache cache) {
        this.store = store;
        this.bundles = bundles;
        this.cache = cache;
    }

    /**
     * What a bundle is made of.
     *
     * @param name under which it is kept
     * @param text words that name every byte of it
     * @param files those of its layers, lowest first; the configuration, which is small, comes on top
     */
    record Inputs(Digest name, String text, SlotRequest request, List<Path> files) {
        Inputs {
            files = List.copyOf(files);
        }

        /** How long the bundle gets, about. */
        long bytes() {
            return SlotSizes.bundle(files, request.compression());
        }
    }

    /** The bundle of a release. */
    Inputs slot(Release release, AgentLayer agent) {
        FilesLayer configuration = SlotLayers.configuration(release.cluster());
        Path base = artifact(release, LayerKind.BASE_OS);
        Path kubernetes = artifact(release, LayerKind.KUBERNETES);
        Reuse reuse = new Reuse(
                cache,
                Map.of(
                        base,
                        layer(release, LayerKind.BASE_OS).artifact().hex(),
                        kubernetes,
                        layer(release, LayerKind.KUBERNETES).artifact().hex(),
                        agent.file(),
                        agent.sha256()));
        ReleaseInfo info =
                new ReleaseInfo(release.digest().hex(), release.profile(), Integer.toString(release.version()));
        SlotRequest request = new SlotRequest(
                bundles.folder(release.digest()),
                info,
                List.of(Layer.tar(base), SlotLayers.kubernetes(kubernetes), Layer.tar(agent.file()), configuration),
                List.of("base-os", "kubernetes", "agent", "configuration"),
                compression(release),
                Optional.of(reuse));
        String text = "slot format " + SlotManifest.FORMAT + " " + release.digest() + " agent " + agent.sha256()
                + " configuration " + reuse.key(configuration).orElseThrow();
        return new Inputs(release.digest(), text, request, List.of(base, kubernetes, agent.file()));
    }

    /** The bootstrap system of a release: its base OS and the agent, packed; the same for all releases that share them. */
    Inputs bootstrap(Release release, AgentLayer agent) {
        Path base = artifact(release, LayerKind.BASE_OS);
        String baseDigest = layer(release, LayerKind.BASE_OS).artifact().hex();
        FilesLayer configuration = SlotLayers.configuration();
        FilesLayer own = SlotLayers.bootstrap();
        Reuse reuse = new Reuse(cache, Map.of(base, baseDigest, agent.file(), agent.sha256()));
        String text =
                "bootstrap of slot format " + SlotManifest.FORMAT + " base " + baseDigest + " agent " + agent.sha256()
                        + " configuration " + reuse.key(configuration).orElseThrow() + " "
                        + reuse.key(own).orElseThrow();
        Digest name = new Digest(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        SlotRequest request = new SlotRequest(
                bundles.folder(name),
                new ReleaseInfo(name.hex(), "bootstrap", "1"),
                List.of(Layer.tar(base), Layer.tar(agent.file()), configuration, own),
                List.of("base-os", "agent", "configuration", "bootstrap"),
                new Compression.Zstd(BOOTSTRAP_LEVEL),
                Optional.of(reuse));
        return new Inputs(name, text, request, List.of(base, agent.file()));
    }

    private Path artifact(Release release, LayerKind kind) {
        ReleaseLayer layer = layer(release, kind);
        if (!store.has(layer.artifact())) {
            throw ProblemException.of(AppProblem.ARTIFACT_UNKNOWN, "bake", layer.artifact());
        }
        return store.path(layer.artifact());
    }

    static ReleaseLayer layer(Release release, LayerKind kind) {
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

    static Compression compression(Release release) {
        boolean zstd = release.layers().stream()
                .anyMatch(layer -> "zstd".equals(layer.settings().get(COMPRESSION)));
        return zstd ? new Compression.Zstd(9) : Compression.NONE;
    }
}
