package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactRepository;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.BundleStore;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentBuilder;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentSource;
import dev.cairn.image.content.ContentType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what a release has for Kubernetes: the artifacts of its layers of kind cni, csi, add-on and application. One at a time. */
public final class BuildContent {
    private final ArtifactRepository artifacts;
    private final ArtifactStore store;
    private final BundleStore bundles;
    /** Finding out what is in a content reads all of it; a visit to many sites does so once. */
    private final Map<Digest, ContentBundle> made = new HashMap<>();

    public BuildContent(ArtifactRepository artifacts, ArtifactStore store, BundleStore bundles) {
        this.artifacts = artifacts;
        this.store = store;
        this.bundles = bundles;
    }

    /** Makes it, or takes the same content that was made before; nothing for a release of infrastructure alone. */
    public synchronized Optional<ContentBundle> run(Release release, JobControl control) {
        return prepare(release, new JobProgressBridge(control)).map(prepared -> make(prepared, control));
    }

    /** What is known of a content before it is made: which artifacts, and whether the same was made before. */
    record Prepared(Release release, List<ContentSource> sources, ContentManifest manifest, Path folder) {
        boolean atHand() {
            return ContentBundle.isWhole(folder);
        }
    }

    /** Reads the artifacts, unless it did so before; nothing for a release of infrastructure alone. */
    synchronized Optional<Prepared> prepare(Release release, Progress progress) {
        List<ContentSource> sources = sources(release);
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        ContentBundle known = made.get(release.digest());
        ContentManifest manifest = known != null && Files.isRegularFile(known.root())
                ? known.manifest()
                : Translation.of(() -> new ContentBuilder().manifest(sources, progress));
        Digest digest = new Digest(Sha256.of(manifest.toJson()));
        return Optional.of(new Prepared(release, sources, manifest, bundles.folder(digest)));
    }

    /** Makes what was prepared, or takes what is there. */
    synchronized ContentBundle make(Prepared prepared, JobControl control) {
        ContentBundle known = made.get(prepared.release().digest());
        if (known != null && Files.isRegularFile(known.root())) {
            return known;
        }
        ContentBundle bundle = Translation.of(() -> new ContentBuilder()
                .build(prepared.sources(), prepared.manifest(), prepared.folder(), new JobProgressBridge(control)));
        bundle.manifest().items().forEach(item -> control.log(line(item)));
        made.put(prepared.release().digest(), bundle);
        return bundle;
    }

    /** The step that {@link #make} would take. */
    static BakePlan.Step plan(Prepared prepared) {
        List<String> inputs = prepared.sources().stream()
                .map(source -> source.layer() + " " + source.name() + " " + source.sha256() + " " + source.settings())
                .toList();
        String key = Sha256.of(("content " + ContentManifest.FORMAT + " " + inputs).getBytes(StandardCharsets.UTF_8));
        return new BakePlan.Step(
                "content", inputs, key, prepared.atHand(), prepared.manifest().bytes());
    }

    private static String line(ContentItem item) {
        return item.layer() + " " + item.name() + ": " + item.type().word() + ", " + item.bytes() + " bytes";
    }

    private List<ContentSource> sources(Release release) {
        return release.layers().stream()
                .filter(layer -> !layer.kind().infrastructure())
                .sorted(Comparator.comparing(ReleaseLayer::kind))
                .map(this::source)
                .toList();
    }

    private ContentSource source(ReleaseLayer layer) {
        Artifact artifact = artifacts
                .find(layer.artifact())
                .filter(found -> store.has(found.digest()))
                .orElseThrow(() -> ProblemException.of(AppProblem.ARTIFACT_UNKNOWN, "bake", layer.artifact()));
        ContentType type = switch (artifact.kind()) {
            case IMAGES -> ContentType.IMAGES;
            case CHART -> ContentType.CHART;
            case FILE -> ContentType.MANIFEST;
            case BASE_OS, KUBERNETES, AGENT ->
                throw ProblemException.of(
                        AppProblem.PROFILE_ARTIFACT_KIND,
                        "bake",
                        layer.name(),
                        "value",
                        artifact.kind().word(),
                        "line",
                        0,
                        "column",
                        0);
        };
        return new ContentSource(
                layer.kind().word(),
                layer.name(),
                type,
                store.path(artifact.digest()),
                artifact.digest().hex(),
                layer.settings());
    }
}
