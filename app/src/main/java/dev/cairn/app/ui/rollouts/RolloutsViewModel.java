package dev.cairn.app.ui.rollouts;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.SiteSummary;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.sync.ListRollouts;
import dev.cairn.app.usecase.sync.RolloutPlan;
import dev.cairn.app.usecase.sync.StartRollout;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the rollouts screen knows: the rollouts, the chosen one, sites and releases by id. FX thread only. */
final class RolloutsViewModel {
    private record Content(List<Rollout> rollouts, List<SiteSummary> sites, List<Release> releases) {}

    private final ReadOnlyObjectWrapper<Loadable<List<Rollout>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final SimpleObjectProperty<@Nullable Rollout> chosen = new SimpleObjectProperty<>();
    private final StartRollout rollouts;
    private final ListRollouts listRollouts;
    private final ListSites listSites;
    private final ListReleases listReleases;
    private final UiWork work;
    private final Refresher<Content> refresher;
    private List<Release> releases = List.of();
    private List<SiteSummary> sites = List.of();
    private Map<SiteId, Site> siteById = Map.of();

    RolloutsViewModel(
            StartRollout rollouts,
            ListRollouts listRollouts,
            ListSites listSites,
            ListReleases listReleases,
            UiWork work) {
        this.rollouts = rollouts;
        this.listRollouts = listRollouts;
        this.listSites = listSites;
        this.listReleases = listReleases;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "rollouts", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
    }

    ReadOnlyObjectProperty<Loadable<List<Rollout>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    SimpleObjectProperty<@Nullable Rollout> chosenProperty() {
        return chosen;
    }

    List<Release> releases() {
        return releases;
    }

    /** Sites that have nodes, in the order in which they would be updated: those seen last come first. */
    List<SiteSummary> candidates() {
        return sites.stream().filter(site -> site.nodes() > 0).toList();
    }

    String siteName(SiteId id) {
        Site site = siteById.get(id);
        return site == null ? id.value() : site.name();
    }

    String releaseLabel(Digest digest) {
        return releases.stream()
                .filter(release -> release.digest().equals(digest))
                .map(Release::label)
                .findFirst()
                .orElse(digest.shortHex());
    }

    void refresh() {
        refresher.refresh();
    }

    void create(
            String name, Release release, List<List<SiteId>> waves, Consumer<Rollout> done, Consumer<Problem> failed) {
        work.run(
                "rollout",
                () -> rollouts.create(new RolloutPlan(name, release.digest(), waves)),
                rollout -> {
                    chosen.set(rollout);
                    refresh();
                    done.accept(rollout);
                },
                failed);
    }

    void start(Rollout rollout, Consumer<Problem> failed) {
        work.run("start", () -> rollouts.start(rollout.id()), job -> refresh(), failed);
    }

    void pause(Rollout rollout, Consumer<Problem> failed) {
        work.run("pause", () -> rollouts.pause(rollout.id()), paused -> refresh(), failed);
    }

    private Content load() {
        return new Content(listRollouts.all(), listSites.all(), listReleases.all());
    }

    private void loaded(Content content) {
        sites = content.sites();
        releases = content.releases();
        siteById = sites.stream().map(SiteSummary::site).collect(Collectors.toMap(Site::id, site -> site));
        Rollout before = chosen.get();
        Rollout now = content.rollouts().stream()
                .filter(rollout -> before != null && rollout.id().equals(before.id()))
                .findFirst()
                .orElse(content.rollouts().isEmpty() ? null : content.rollouts().getFirst());
        state.set(content.rollouts().isEmpty() ? new Loadable.Empty<>() : new Loadable.Ready<>(content.rollouts()));
        chosen.set(now);
    }
}
