package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileVerdict;
import dev.cairn.app.domain.profile.ProfileVersion;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.library.CreateRelease;
import dev.cairn.app.usecase.library.ListArtifacts;
import dev.cairn.app.usecase.profile.ListProfiles;
import dev.cairn.app.usecase.profile.SaveProfile;
import dev.cairn.app.usecase.profile.ValidateProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the designer knows: the profiles, the draft on the table, its verdict, the library. FX thread only. */
final class ProfilesViewModel {
    private record Content(List<ProfileVersion> profiles, List<Artifact> artifacts) {}

    private record Judged(String yaml, ProfileVerdict verdict) {}

    private final ReadOnlyObjectWrapper<Loadable<List<ProfileVersion>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final ObservableList<Artifact> artifacts = FXCollections.observableArrayList();
    private final SimpleObjectProperty<@Nullable ProfileDraft> draft = new SimpleObjectProperty<>();
    private final SimpleObjectProperty<@Nullable ProfileVersion> base = new SimpleObjectProperty<>();
    private final SimpleObjectProperty<@Nullable ProfileVerdict> verdict = new SimpleObjectProperty<>();
    private final SimpleObjectProperty<Integer> selected = new SimpleObjectProperty<>(-1);
    private final ReadOnlyStringWrapper yaml = new ReadOnlyStringWrapper("");
    private final List<ProfileDraft> undo = new ArrayList<>();
    private final ListProfiles listProfiles;
    private final ListArtifacts listArtifacts;
    private final ValidateProfile validate;
    private final SaveProfile save;
    private final CreateRelease createRelease;
    private final UiWork work;
    private final Refresher<Content> refresher;

    ProfilesViewModel(
            ListProfiles listProfiles,
            ListArtifacts listArtifacts,
            ValidateProfile validate,
            SaveProfile save,
            CreateRelease createRelease,
            UiWork work) {
        this.listProfiles = listProfiles;
        this.listArtifacts = listArtifacts;
        this.validate = validate;
        this.save = save;
        this.createRelease = createRelease;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "profiles", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
    }

    /** Empty means: no profile is kept and none is on the table. */
    ReadOnlyObjectProperty<Loadable<List<ProfileVersion>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ObservableList<Artifact> artifacts() {
        return artifacts;
    }

    /** The draft on the table, or null. */
    SimpleObjectProperty<@Nullable ProfileDraft> draftProperty() {
        return draft;
    }

    /** The kept version that the draft began with, or null for a new profile. */
    @Nullable
    ProfileVersion base() {
        return base.get();
    }

    SimpleObjectProperty<@Nullable ProfileVerdict> verdictProperty() {
        return verdict;
    }

    /** Index of the selected layer from the bottom, -1 for none. */
    SimpleObjectProperty<Integer> selectedProperty() {
        return selected;
    }

    ReadOnlyStringProperty yamlProperty() {
        return yaml.getReadOnlyProperty();
    }

    void refresh() {
        refresher.refresh();
    }

    /** Whether the draft differs from what is kept. */
    boolean changed() {
        ProfileVersion kept = base.get();
        ProfileDraft now = draft.get();
        return now != null && (kept == null || !kept.draft().equals(now));
    }

    /** Puts a new, empty profile on the table. */
    void begin(String name) {
        base.set(null);
        put(new ProfileDraft(name, "", List.of()));
        settle();
    }

    /** Puts a kept profile on the table. */
    void open(ProfileVersion version) {
        base.set(version);
        put(version.draft());
    }

    private void put(ProfileDraft next) {
        undo.clear();
        selected.set(-1);
        draft.set(next);
        judge();
    }

    /** Adds a layer made of an artifact, at the place that its kind has in the stack. */
    void add(Artifact artifact) {
        LayerKind kind = kindFor(artifact);
        add(new Layer(kind, free(kind), artifact.name(), null, Map.of()));
    }

    /** Adds a layer above the last one whose kind is not higher. */
    void add(Layer layer) {
        ProfileDraft now = draft.get();
        if (now == null) {
            return;
        }
        List<Layer> layers = new ArrayList<>(now.layers());
        int at = 0;
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).kind().compareTo(layer.kind()) <= 0) {
                at = i + 1;
            }
        }
        layers.add(at, layer);
        change(layers);
        selected.set(at);
    }

    /** Moves a layer up (1) or down (-1) in the stack. */
    void move(int index, int by) {
        ProfileDraft now = draft.get();
        if (now == null
                || index < 0
                || index + by < 0
                || index + by >= now.layers().size()) {
            return;
        }
        List<Layer> layers = new ArrayList<>(now.layers());
        layers.add(index + by, layers.remove(index));
        change(layers);
        selected.set(index + by);
    }

    void remove(int index) {
        ProfileDraft now = draft.get();
        if (now == null || index < 0 || index >= now.layers().size()) {
            return;
        }
        List<Layer> layers = new ArrayList<>(now.layers());
        layers.remove(index);
        selected.set(-1);
        change(layers);
    }

    void replace(int index, Layer layer) {
        ProfileDraft now = draft.get();
        if (now == null || layer.equals(now.layers().get(index))) {
            return;
        }
        List<Layer> layers = new ArrayList<>(now.layers());
        layers.set(index, layer);
        change(layers);
    }

    void describe(String description) {
        ProfileDraft now = draft.get();
        if (now != null && !now.description().equals(description)) {
            undo.add(now);
            draft.set(new ProfileDraft(now.name(), description, now.layers()));
            judge();
        }
    }

    /** Takes the last change back. */
    void undo() {
        if (!undo.isEmpty()) {
            selected.set(-1);
            draft.set(undo.removeLast());
            judge();
        }
    }

    /** Keeps the draft as the next version. */
    void save(Consumer<ProfileVersion> done, Consumer<Problem> failed) {
        ProfileDraft now = Objects.requireNonNull(draft.get());
        work.run(
                "save",
                () -> save.run(now),
                version -> {
                    base.set(version);
                    draft.set(version.draft());
                    refresh();
                    done.accept(version);
                },
                failed);
    }

    /** Makes the release of the kept version on the table. */
    void release(Consumer<Release> done, Consumer<Problem> failed) {
        ProfileVersion version = Objects.requireNonNull(base.get());
        work.run("release", () -> createRelease.run(version.name() + "@" + version.version()), done, failed);
    }

    private void change(List<Layer> layers) {
        ProfileDraft now = Objects.requireNonNull(draft.get());
        undo.add(now);
        draft.set(new ProfileDraft(now.name(), now.description(), layers));
        judge();
    }

    private void judge() {
        ProfileDraft now = draft.get();
        if (now == null) {
            return;
        }
        work.run(
                "validate",
                () -> {
                    String file = save.yamlOf(now);
                    return new Judged(file, validate.run(file));
                },
                judged -> {
                    if (now.equals(draft.get())) {
                        yaml.set(judged.yaml());
                        verdict.set(judged.verdict());
                    }
                },
                problem -> state.set(new Loadable.Failed<>(problem)));
    }

    private LayerKind kindFor(Artifact artifact) {
        for (LayerKind kind : LayerKind.values()) {
            boolean taken = kind.single() && has(kind);
            if (artifact.kind().fits(kind) && !taken && (kind.required() || kind.compareTo(LayerKind.ADD_ON) >= 0)) {
                return kind;
            }
        }
        return artifact.kind().fits(LayerKind.BASE_OS)
                ? LayerKind.BASE_OS
                : artifact.kind().fits(LayerKind.KUBERNETES) ? LayerKind.KUBERNETES : LayerKind.ADD_ON;
    }

    private boolean has(LayerKind kind) {
        return layers().stream().anyMatch(layer -> layer.kind() == kind);
    }

    private List<Layer> layers() {
        ProfileDraft now = draft.get();
        return now == null ? List.of() : now.layers();
    }

    private String free(LayerKind kind) {
        String name = kind.word();
        int number = 2;
        String candidate = name;
        while (named(candidate)) {
            candidate = name + "-" + number++;
        }
        return candidate;
    }

    private boolean named(String name) {
        return layers().stream().anyMatch(layer -> layer.name().equals(name));
    }

    private Content load() {
        return new Content(listProfiles.latest(), listArtifacts.all());
    }

    private void loaded(Content content) {
        if (!artifacts.equals(content.artifacts())) {
            artifacts.setAll(content.artifacts());
            judge();
        }
        if (draft.get() == null && !content.profiles().isEmpty()) {
            open(content.profiles().getFirst());
        }
        if (!(state.get() instanceof Loadable.Ready<List<ProfileVersion>> ready)
                || !ready.value().equals(content.profiles())) {
            state.set(
                    content.profiles().isEmpty() && draft.get() == null
                            ? new Loadable.Empty<>()
                            : new Loadable.Ready<>(content.profiles()));
        }
    }

    private void settle() {
        if (state.get() instanceof Loadable.Empty<List<ProfileVersion>>) {
            state.set(new Loadable.Ready<>(List.of()));
        }
    }
}
