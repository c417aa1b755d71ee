package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.kubernetes.ListWorkloads;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What is known of what runs at one site: the look that is kept here, and the one that is being taken. FX thread only. */
final class WorkloadsModel {
    private final ListWorkloads workloads;
    private final SiteId site;
    private final InstantSource clock;
    private final UiWork work;
    private final ReadOnlyObjectWrapper<Loadable<WorkloadsLook>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final ReadOnlyObjectWrapper<@Nullable Problem> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

    WorkloadsModel(ListWorkloads workloads, SiteId site, InstantSource clock, UiWork work) {
        this.workloads = workloads;
        this.site = site;
        this.clock = clock;
        this.work = work;
    }

    /** The last look that succeeded; empty before the first, failed when none ever did and one was tried just now. */
    ReadOnlyObjectProperty<Loadable<WorkloadsLook>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Why the newest look failed, while an older one is shown; null if it did not. */
    ReadOnlyObjectProperty<@Nullable Problem> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Whether the site is being asked. */
    ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    Instant now() {
        return clock.instant();
    }

    /** Reads what is kept here; asks nobody. */
    void readKept() {
        work.run(
                "workloads",
                () -> workloads.last(site),
                kept -> state.set(
                        kept.<Loadable<WorkloadsLook>>map(Loadable.Ready::new).orElseGet(Loadable.Empty::new)),
                problem -> state.set(new Loadable.Failed<>(problem)));
    }

    /** Asks the site; what was known before stays when it does not answer. */
    void look() {
        if (looking.get()) {
            return;
        }
        looking.set(true);
        failure.set(null);
        work.run(
                "workloads",
                () -> workloads.look(site.value()),
                seen -> {
                    looking.set(false);
                    state.set(new Loadable.Ready<>(seen));
                },
                problem -> {
                    looking.set(false);
                    if (state.get() instanceof Loadable.Ready<WorkloadsLook>) {
                        failure.set(problem);
                    } else {
                        state.set(new Loadable.Failed<>(problem));
                    }
                });
    }
}
