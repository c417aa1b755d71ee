package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SlotContent;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.AssignNode;
import dev.cairn.app.usecase.fleet.ListActivity;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.RetireNode;
import dev.cairn.app.usecase.fleet.SiteSummary;
import dev.cairn.app.usecase.library.ListReleases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the nodes screen knows: those discovered, those assigned, the sites to assign to. FX thread only. */
final class NodesViewModel {
    private record Content(List<Node> nodes, List<Site> sites, Map<String, Release> releases, Instant at) {}

    private static final int HISTORY_SEARCHED = 2000;
    private static final int HISTORY_SHOWN = 12;

    private final ReadOnlyObjectWrapper<Loadable<List<Node>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final ObservableList<Node> discovered = FXCollections.observableArrayList();
    private final ObservableList<Node> assigned = FXCollections.observableArrayList();
    private final ObservableList<Site> sites = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ListNodes listNodes;
    private final ListSites listSites;
    private final ListReleases listReleases;
    private final ListActivity activity;
    private final AssignNode assign;
    private final RetireNode retire;
    private final InstantSource clock;
    private final UiWork work;
    private final Refresher<Content> refresher;
    private List<Node> all = List.of();
    private Map<SiteId, Site> siteById = Map.of();
    private Map<String, Release> releaseByHex = Map.of();
    private Instant now = Instant.EPOCH;

    NodesViewModel(
            ListNodes listNodes,
            ListSites listSites,
            ListReleases listReleases,
            ListActivity activity,
            AssignNode assign,
            RetireNode retire,
            InstantSource clock,
            UiWork work) {
        this.listNodes = listNodes;
        this.listSites = listSites;
        this.listReleases = listReleases;
        this.activity = activity;
        this.assign = assign;
        this.retire = retire;
        this.clock = clock;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "nodes", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
        filter.subscribe(this::sort);
    }

    ReadOnlyObjectProperty<Loadable<List<Node>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Heard, and of no site yet; the newest first. */
    ObservableList<Node> discovered() {
        return discovered;
    }

    /** All others that fit the filter. */
    ObservableList<Node> assigned() {
        return assigned;
    }

    ObservableList<Site> sites() {
        return sites;
    }

    StringProperty filterProperty() {
        return filter;
    }

    Instant now() {
        return now;
    }

    void refresh() {
        refresher.refresh();
    }

    @Nullable
    Node node(String id) {
        return all.stream()
                .filter(node -> node.id().value().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Site site(Node node) {
        SiteId id = node.site();
        return id == null ? null : siteById.get(id);
    }

    String siteName(Node node) {
        Site site = site(node);
        return site == null ? "" : site.name();
    }

    /** What the node said it runs. */
    String running(Node node) {
        return node.report() == null ? "" : label(node.report().release());
    }

    /** What its site should run. */
    String desired(Node node) {
        Site site = site(node);
        return site == null || site.desiredRelease() == null
                ? ""
                : label(site.desiredRelease().hex());
    }

    /** What a slot holds, by its name or by the version by which the node knows it; empty for nothing, or where that was not told. */
    String held(NodeReport report, String slot) {
        if (report.slot().equals(slot)) {
            return label(report.release());
        }
        SlotContent content = report.contentOf(slot).orElse(null);
        if (content == null || content.release().isEmpty()) {
            return "";
        }
        Release release = releaseByHex.get(content.release());
        return release != null ? release.label() : Texts.text("nodes.updates.version", content.version());
    }

    /** What an update was to: the release by its name, or the version by which the node knows it. */
    String version(UpdateEnd end) {
        Release release = releaseByHex.get(end.release());
        return release != null ? release.label() : Texts.text("nodes.updates.version", end.version());
    }

    private String label(String hex) {
        Release release = releaseByHex.get(hex);
        return release != null ? release.label() : hex.length() > 12 ? hex.substring(0, 12) : hex;
    }

    void assign(
            Node node, Site site, Role role, @Nullable String hostName, Consumer<Node> done, Consumer<Problem> failed) {
        work.run(
                "assign",
                () -> assign.run(node.id(), site.id(), role, hostName),
                changed -> {
                    refresh();
                    done.accept(changed);
                },
                failed);
    }

    /** The role that the next node of a site gets unless told otherwise: the first is the server. */
    Role nextRole(Site site) {
        return all.stream().anyMatch(node -> site.id().equals(node.site()) && node.role() == Role.SERVER)
                ? Role.AGENT
                : Role.SERVER;
    }

    void retire(Node node, Consumer<Node> done, Consumer<Problem> failed) {
        work.run(
                "retire",
                () -> retire.run(node),
                changed -> {
                    refresh();
                    done.accept(changed);
                },
                failed);
    }

    /** Undoes a retirement. */
    void takeBack(Node before, Consumer<Problem> failed) {
        work.run("retire", () -> retire.takeBack(before), changed -> refresh(), failed);
    }

    /** What happened to a node, newest first. */
    void history(Node node, Consumer<List<ActivityEntry>> done, Consumer<Problem> failed) {
        NodeId id = node.id();
        work.run(
                "history",
                () -> activity.latest(HISTORY_SEARCHED).stream()
                        .filter(entry -> id.value().equals(entry.details().get("node"))
                                || entry.subject().equals(node.label()))
                        .limit(HISTORY_SHOWN)
                        .toList(),
                done,
                failed);
    }

    private Content load() {
        Map<String, Release> byHex = new HashMap<>();
        listReleases.all().forEach(release -> byHex.put(release.digest().hex(), release));
        List<Site> known = listSites.all().stream().map(SiteSummary::site).toList();
        return new Content(listNodes.all(), known, byHex, clock.instant());
    }

    private void loaded(Content content) {
        all = content.nodes();
        now = content.at();
        releaseByHex = content.releases();
        Map<SiteId, Site> byId = new HashMap<>();
        content.sites().forEach(site -> byId.put(site.id(), site));
        siteById = byId;
        if (!sites.equals(content.sites())) {
            sites.setAll(content.sites());
        }
        sort();
        state.set(all.isEmpty() ? new Loadable.Empty<>() : new Loadable.Ready<>(all));
    }

    private void sort() {
        List<Node> found = all.stream()
                .filter(node -> node.state() == NodeState.DISCOVERED)
                .sorted(Comparator.comparing(Node::firstSeen).reversed())
                .toList();
        if (!discovered.equals(found)) {
            discovered.setAll(found);
        }
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        List<Node> others = all.stream()
                .filter(node -> node.state() != NodeState.DISCOVERED)
                .filter(node -> (node.label() + " " + siteName(node) + " " + node.id() + " " + running(node))
                        .toLowerCase(Locale.ROOT)
                        .contains(words))
                .toList();
        if (!assigned.equals(others)) {
            assigned.setAll(others);
        }
    }
}
