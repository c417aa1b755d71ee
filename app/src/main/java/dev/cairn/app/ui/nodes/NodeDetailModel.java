package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListUpdates;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the drawer of one node knows beyond its record. FX thread only. */
final class NodeDetailModel {
    private final ListUpdates listUpdates;
    private final UiWork work;
    private final Consumer<Problem> failed;
    private final ReadOnlyObjectWrapper<@Nullable List<PastUpdate>> updates = new ReadOnlyObjectWrapper<>();
    private @Nullable NodeId shown;

    NodeDetailModel(ListUpdates listUpdates, UiWork work, Consumer<Problem> failed) {
        this.listUpdates = listUpdates;
        this.work = work;
        this.failed = failed;
    }

    /** How its updates ended, newest first; null until they were read. */
    ReadOnlyObjectProperty<@Nullable List<PastUpdate>> updatesProperty() {
        return updates.getReadOnlyProperty();
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
}
