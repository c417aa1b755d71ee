package dev.cairn.app.ui.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.library.ImportArtifact;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.usecase.library.ListArtifacts;
import dev.cairn.app.usecase.library.ListImages;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.library.VerifyImage;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the library screen knows: artifacts, releases, images. FX thread only. */
final class LibraryViewModel {
    private record Content(List<Artifact> artifacts, List<Release> releases, List<Image> images) {}

    private final ReadOnlyObjectWrapper<Loadable<List<Artifact>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final ObservableList<Artifact> artifacts = FXCollections.observableArrayList();
    private final ObservableList<Release> releases = FXCollections.observableArrayList();
    private final ObservableList<Image> images = FXCollections.observableArrayList();
    private final ListArtifacts listArtifacts;
    private final ListReleases listReleases;
    private final ListImages listImages;
    private final ImportArtifact importArtifact;
    private final VerifyImage verifyImage;
    private final UiWork work;
    private final Refresher<Content> refresher;

    LibraryViewModel(
            ListArtifacts listArtifacts,
            ListReleases listReleases,
            ListImages listImages,
            ImportArtifact importArtifact,
            VerifyImage verifyImage,
            UiWork work) {
        this.listArtifacts = listArtifacts;
        this.listReleases = listReleases;
        this.listImages = listImages;
        this.importArtifact = importArtifact;
        this.verifyImage = verifyImage;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "library", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
    }

    /** Empty means that there is no artifact, release or image. */
    ReadOnlyObjectProperty<Loadable<List<Artifact>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ObservableList<Artifact> artifacts() {
        return artifacts;
    }

    ObservableList<Release> releases() {
        return releases;
    }

    ObservableList<Image> images() {
        return images;
    }

    void refresh() {
        refresher.refresh();
    }

    /** The label of an image's release. */
    String releaseLabel(Image image) {
        return releases.stream()
                .filter(release -> release.digest().equals(image.release()))
                .map(Release::label)
                .findFirst()
                .orElse(image.release().shortHex());
    }

    /** Imports files as one job, which stops at a file whose kind is unclear; {@code unclear} then gets that one and the rest. */
    void bringIn(List<ImportRequest> requests, Consumer<List<ImportRequest>> unclear, Consumer<Problem> failed) {
        if (!requests.isEmpty()) {
            work.run(
                    "import",
                    () -> importArtifact.start(requests),
                    job -> job.whenEnded((imported, problem) -> work.onFxThread(() -> {
                        refresh();
                        if (problem != null && problem.is(AppProblem.ARTIFACT_KIND_UNCLEAR)) {
                            unclear.accept(from(requests, problem.element()));
                        }
                    })),
                    failed);
        }
    }

    private static List<ImportRequest> from(List<ImportRequest> requests, String file) {
        return requests.stream()
                .dropWhile(request -> !request.file().toString().equals(file))
                .toList();
    }

    /** Reads an image again and compares it with its manifest, as a job. */
    void verify(Image image, Consumer<Problem> failed) {
        work.run("verify", () -> verifyImage.start(image.path()), job -> {}, failed);
    }

    private Content load() {
        return new Content(listArtifacts.all(), listReleases.all(), listImages.all());
    }

    private void loaded(Content content) {
        set(artifacts, content.artifacts());
        set(releases, content.releases());
        set(images, content.images());
        boolean empty = artifacts.isEmpty() && releases.isEmpty() && images.isEmpty();
        state.set(empty ? new Loadable.Empty<>() : new Loadable.Ready<>(content.artifacts()));
    }

    private static <T> void set(ObservableList<T> list, List<T> values) {
        if (!list.equals(values)) {
            list.setAll(values);
        }
    }
}
