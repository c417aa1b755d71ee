package dev.cairn.app.ui.overview;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.OverviewSummary;
import dev.cairn.app.usecase.fleet.SiteSummary;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the overview knows. Empty means that there is no fleet yet. FX thread only. */
final class OverviewViewModel {
    /** The fleet at one moment. */
    record Content(Fleet fleet, dev.cairn.app.usecase.fleet.Overview overview, List<SiteSummary> sites, Instant at) {}

    private final ReadOnlyObjectWrapper<Loadable<Content>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final InitFleet fleets;
    private final OverviewSummary overview;
    private final ListSites sites;
    private final InstantSource clock;
    private final UiWork work;
    private final Refresher<Optional<Content>> refresher;

    OverviewViewModel(InitFleet fleets, OverviewSummary overview, ListSites sites, InstantSource clock, UiWork work) {
        this.fleets = fleets;
        this.overview = overview;
        this.sites = sites;
        this.clock = clock;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "overview", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
    }

    ReadOnlyObjectProperty<Loadable<Content>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void refresh() {
        refresher.refresh();
    }

    /** Makes the fleet; the screen then shows it. */
    void createFleet(String name, Consumer<Problem> failed) {
        work.run("fleet", () -> fleets.run(name), fleet -> refresh(), failed);
    }

    private Optional<Content> load() {
        return fleets.current().map(fleet -> new Content(fleet, overview.now(), sites.all(), clock.instant()));
    }

    private void loaded(Optional<Content> content) {
        state.set(content.<Loadable<Content>>map(Loadable.Ready::new).orElseGet(Loadable.Empty::new));
    }
}
