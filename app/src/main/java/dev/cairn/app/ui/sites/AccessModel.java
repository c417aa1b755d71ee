package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.kubernetes.KubernetesAccess;
import dev.cairn.app.usecase.kubernetes.ReachKubernetes;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The way to one site's Kubernetes API that is open while the app runs, or until it is closed by hand. FX thread only. */
final class AccessModel {
    /** Where it stands. */
    sealed interface State {
        /** Nothing is open. */
        record Closed() implements State {}

        /** A server that answers is looked for. */
        record Opening() implements State {}

        /** Commands may use it. */
        record Open(KubernetesAccess access) implements State {}

        /** It could not be opened, or broke. */
        record Failed(Problem problem) implements State {}
    }

    private final ReachKubernetes reach;
    private final SiteId site;
    private final UiWork work;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Closed());

    AccessModel(ReachKubernetes reach, SiteId site, UiWork work) {
        this.reach = reach;
        this.site = site;
        this.work = work;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Opens it through the first server that answers. */
    void open() {
        if (state.get() instanceof State.Opening || state.get() instanceof State.Open) {
            return;
        }
        state.set(new State.Opening());
        work.run(
                "reach",
                () -> reach.open(site.value(), 0, null),
                access -> state.set(new State.Open(access)),
                problem -> state.set(new State.Failed(problem)));
    }

    /** Ends it and takes its kubeconfig away. */
    void close() {
        if (state.get() instanceof State.Open(KubernetesAccess access)) {
            state.set(new State.Closed());
            work.run(
                    "reach",
                    () -> {
                        access.close();
                        return true;
                    },
                    closed -> {},
                    problem -> state.set(new State.Failed(problem)));
        }
    }

    /** Notices that the node which it led through went away meanwhile. */
    void look() {
        if (state.get() instanceof State.Open(KubernetesAccess access) && !access.isOpen()) {
            close();
        }
    }
}
