package dev.cairn.app.ui.activity;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListActivity;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the activity screen knows: the newest entries and those that fit the filter. FX thread only. */
final class ActivityViewModel {
    static final int SHOWN = 2000;

    private final ReadOnlyObjectWrapper<Loadable<List<ActivityEntry>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<ActivityEntry> shown = FXCollections.observableArrayList();
    private final Refresher<List<ActivityEntry>> refresher;
    private List<ActivityEntry> all = List.of();

    ActivityViewModel(ListActivity activity, UiWork work) {
        refresher = new Refresher<>(
                work,
                "activity",
                () -> activity.latest(SHOWN),
                this::loaded,
                problem -> state.set(new Loadable.Failed<>(problem)));
        filter.subscribe(this::applyFilter);
    }

    ReadOnlyObjectProperty<Loadable<List<ActivityEntry>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObservableList<ActivityEntry> shown() {
        return shown;
    }

    void refresh() {
        refresher.refresh();
    }

    private void loaded(List<ActivityEntry> entries) {
        if (!entries.equals(all) || state.get() instanceof Loadable.Loading) {
            all = entries;
            applyFilter();
            state.set(entries.isEmpty() ? new Loadable.Empty<>() : new Loadable.Ready<>(entries));
        }
    }

    private void applyFilter() {
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        shown.setAll(all.stream()
                .filter(entry -> (entry.who() + " " + ActivityWords.sentence(entry) + " " + ActivityWords.details(entry)
                                + " " + entry.action())
                        .toLowerCase(Locale.ROOT)
                        .contains(words))
                .toList());
    }
}
