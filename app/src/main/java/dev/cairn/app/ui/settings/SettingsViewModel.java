package dev.cairn.app.ui.settings;

import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.WatchNodes;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the settings screen knows. FX thread only. */
final class SettingsViewModel {
    /** The facts at one moment; {@code fleet} is empty before the first start is done. */
    record Content(Optional<Fleet> fleet, Path home, boolean watching, long rejected) {}

    private final ReadOnlyObjectWrapper<Loadable<Content>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final Refresher<Content> refresher;

    SettingsViewModel(InitFleet fleets, WatchNodes watch, Path home, UiWork work) {
        refresher = new Refresher<>(
                work,
                "settings",
                () -> new Content(fleets.current(), home, watch.isWatching(), watch.rejectedCount()),
                content -> state.set(new Loadable.Ready<>(content)),
                problem -> state.set(new Loadable.Failed<>(problem)));
    }

    ReadOnlyObjectProperty<Loadable<Content>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void refresh() {
        refresher.refresh();
    }
}
