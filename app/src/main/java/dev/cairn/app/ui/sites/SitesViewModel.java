package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.RolePlan;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.AddSite;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.fleet.ReplaceNode;
import dev.cairn.app.usecase.fleet.SiteSummary;
import dev.cairn.app.usecase.library.ListReleases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the sites screen knows. FX thread only. */
final class SitesViewModel {
    private record Content(List<SiteSummary> sites, Map<Digest, Release> releases, Instant at) {}

    /** Its nodes but the retired, and what happened to its cluster, newest first. */
    record Known(List<Node> nodes, List<TimelineEntry> timeline) {}

    private final ReadOnlyObjectWrapper<Loadable<List<SiteSummary>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<SiteSummary> shown = FXCollections.observableArrayList();
    private final ListSites sites;
    private final ListNodes nodes;
    private final ListReleases releases;
    private final AddSite addSite;
    private final SiteCare care;
    private final InstantSource clock;
    private final UiWork work;
    private final Refresher<Content> refresher;
    private final Map<SiteId, AccessModel> access = new HashMap<>();
    private Consumer<SiteId> decided = site -> {};
    private List<SiteSummary> all = List.of();
    private Map<Digest, Release> known = Map.of();
    private Instant now = Instant.EPOCH;

    SitesViewModel(
            ListSites sites,
            ListNodes nodes,
            ListReleases releases,
            AddSite addSite,
            SiteCare care,
            InstantSource clock,
            UiWork work) {
        this.sites = sites;
        this.nodes = nodes;
        this.releases = releases;
        this.addSite = addSite;
        this.care = care;
        this.clock = clock;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "sites", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
        filter.subscribe(this::applyFilter);
    }

    ReadOnlyObjectProperty<Loadable<List<SiteSummary>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObservableList<SiteSummary> shown() {
        return shown;
    }

    Instant now() {
        return now;
    }

    void refresh() {
        refresher.refresh();
    }

    /** The label of a release, or the beginning of its digest when it is not in this inventory. */
    String releaseLabel(@Nullable Digest digest) {
        if (digest == null) {
            return "";
        }
        Release release = known.get(digest);
        return release == null ? digest.shortHex() : release.label();
    }

    void add(NewSite wanted, Consumer<Site> done, Consumer<Problem> failed) {
        work.run(
                "add",
                () -> addSite.run(wanted),
                site -> {
                    refresh();
                    done.accept(site);
                },
                failed);
    }

    /** Reads what is known of one site. */
    void know(Site site, Consumer<Known> done, Consumer<Problem> failed) {
        work.run("site", () -> new Known(present(site.id()), care.timeline().of(site)), done, failed);
    }

    /** What runs at a site; what is kept of it is read at once. */
    WorkloadsModel workloadsOf(SiteId site) {
        WorkloadsModel model = new WorkloadsModel(care.workloads(), site, clock, work);
        model.readKept();
        return model;
    }

    /** The way to a site's Kubernetes, which stays open when the drawer is closed. */
    AccessModel accessTo(SiteId site) {
        return access.computeIfAbsent(site, id -> new AccessModel(care.reach(), id, work));
    }

    /** Decides who the servers of a site are; with none named its nodes decide. */
    void changeRoles(Site site, List<Node> servers, Consumer<RolePlan> done, Consumer<Problem> failed) {
        work.run("roles", () -> care.roles().run(site, servers), told(site.id(), done), failed);
    }

    /** Who could take the place of a node. */
    void replacements(Node old, Consumer<List<Node>> done, Consumer<Problem> failed) {
        work.run("replace", () -> care.replace().candidates(old), done, failed);
    }

    /** Puts another node in the place of one that is gone. */
    void replace(Node old, Node other, Consumer<ReplaceNode.Replaced> done, Consumer<Problem> failed) {
        SiteId site = Objects.requireNonNull(old.site());
        work.run("replace", () -> care.replace().run(old.id(), other.id(), null, false), told(site, done), failed);
    }

    /** Who shows a site again after something was decided about it. */
    void onDecided(Consumer<SiteId> shows) {
        decided = shows;
    }

    private <T> Consumer<T> told(SiteId site, Consumer<T> done) {
        return answer -> {
            done.accept(answer);
            decided.accept(site);
        };
    }

    private List<Node> present(SiteId site) {
        return nodes.ofSite(site).stream()
                .filter(node -> node.state() != NodeState.RETIRED)
                .toList();
    }

    private Content load() {
        Map<Digest, Release> byDigest = new HashMap<>();
        releases.all().forEach(release -> byDigest.put(release.digest(), release));
        return new Content(sites.all(), byDigest, clock.instant());
    }

    private void loaded(Content content) {
        all = content.sites();
        known = content.releases();
        now = content.at();
        applyFilter();
        state.set(all.isEmpty() ? new Loadable.Empty<>() : new Loadable.Ready<>(all));
    }

    private void applyFilter() {
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        List<SiteSummary> fitting = all.stream()
                .filter(site -> (site.site().name() + " " + site.site().address() + " "
                                + site.site().labels())
                        .toLowerCase(Locale.ROOT)
                        .contains(words))
                .toList();
        if (!shown.equals(fitting)) {
            shown.setAll(fitting);
        }
    }
}
