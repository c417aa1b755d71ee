package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListUpdates;
import dev.cairn.app.usecase.sync.ReadNodeLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the drawer of one node knows beyond its record. FX thread only. */
final class NodeDetailModel {
    private final ListUpdates listUpdates;
    private final ReadNodeLog logs;
    private final UiWork work;
    private final Consumer<Problem> failed;
    private final ReadOnlyObjectWrapper<@Nullable List<PastUpdate>> updates = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private @Nullable NodeId shown;

    NodeDetailModel(ListUpdates listUpdates, ReadNodeLog logs, UiWork work, Consumer<Problem> failed) {
        this.listUpdates = listUpdates;
        this.logs = logs;
        this.work = work;
        this.failed = failed;
    }

    /** How its updates ended, newest first; null until they were read. */
    ReadOnlyObjectProperty<@Nullable List<PastUpdate>> updatesProperty() {
        return updates.getReadOnlyProperty();
    }

    /** Whether the node is being asked what its failed trial logged. */
    ReadOnlyBooleanProperty askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /** The newest update that fell back: the only one whose log the node may still have. */
    static Optional<PastUpdate> newestFailed(List<PastUpdate> updates) {
        return updates.stream().filter(past -> past.end().fellBack()).findFirst();
    }

    /** Reads what is known of a node now. */
    void show(Node node) {
        NodeId id = node.id();
        shown = id;
        work.run(
                "updates",
                () -> listUpdates.of(id),
                read -> {
                    if (id.equals(shown)) {
                        updates.set(read);
                    }
                },
                failed);
    }

    /** Reads the kept log of the trial of an update. */
    void openLog(Node node, PastUpdate update, Consumer<KeptTrialLog> done) {
        work.run("log", () -> logs.kept(node.id(), update.end()), kept -> kept.ifPresent(done), failed);
    }

    /** Asks the node what its newest failed trial logged. */
    void takeLog(Node node, Consumer<KeptTrialLog> done) {
        asking.set(true);
        work.run(
                "log",
                () -> logs.failedTrial(node.id()),
                kept -> {
                    asking.set(false);
                    show(node);
                    done.accept(kept);
                },
                problem -> {
                    asking.set(false);
                    failed.accept(problem);
                });
    }

    /** Writes a log into a file of the person's choice. */
    void save(TrialLog log, Path file, Runnable done) {
        work.run("save", () -> logs.save(log, file), saved -> done.run(), failed);
    }
}
