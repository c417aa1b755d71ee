package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How the updates of a node ended, newest first, and why one fell back. FX thread only. */
final class UpdatesView extends VBox {
    private final Supplier<Node> node;
    private final NodesViewModel model;
    private final NodeDetailModel detail;
    private final FileChoosing files;
    private final Desk desk;

    UpdatesView(Supplier<Node> node, NodesViewModel model, NodeDetailModel detail, FileChoosing files, Desk desk) {
        super(10);
        this.node = node;
        this.model = model;
        this.detail = detail;
        this.files = files;
        this.desk = desk;
        setId("node-updates");
        detail.updatesProperty().subscribe(this::show);
    }

    private void show(@Nullable List<PastUpdate> updates) {
        getChildren().clear();
        if (updates == null) {
            return;
        }
        if (updates.isEmpty()) {
            Label none = words(Texts.text("nodes.updates.none"));
            none.getStyleClass().add("muted");
            getChildren().add(none);
        }
        PastUpdate newestFailed = NodeDetailModel.newestFailed(updates).orElse(null);
        updates.forEach(update -> getChildren().add(row(update, update.equals(newestFailed))));
    }

    private VBox row(PastUpdate update, boolean newestFailed) {
        UpdateEnd end = update.end();
        // A node whose clock is ahead would say that it is still to come.
        Instant when = end.at().isAfter(update.heard()) ? update.heard() : end.at();
        String exact = Texts.text("nodes.updates.exact", Times.stamp(end.at()), Times.stamp(update.heard()));
        VBox row = new VBox(
                2,
                new StateBadge(look(end), Times.ago(when, model.now()), exact),
                words(Texts.text(what(end), model.version(end), upper(end.previousSlot()), upper(end.triedSlot()))));
        String reason = ProblemWords.reason(end);
        if (!reason.isEmpty()) {
            Label why = words(reason);
            why.getStyleClass().add("muted");
            row.getChildren().add(why);
        }
        if (end.fellBack()) {
            row.getChildren().add(new TrialLogLine(node.get(), update, newestFailed, model.now(), detail, files, desk));
        }
        return row;
    }

    private static String what(UpdateEnd end) {
        if (end.committed()) {
            return "nodes.updates.moved";
        }
        return end.fellBack() ? "nodes.updates.tried" : "nodes.updates.untried";
    }

    private static StateLook look(UpdateEnd end) {
        if (end.committed()) {
            return new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("nodes.updates.committed"));
        }
        return end.fellBack()
                ? new StateLook(Tone.ATTENTION, Icon.UNDO, Texts.text("nodes.updates.fell-back"))
                : new StateLook(Tone.OFFLINE, Icon.STOP, Texts.text("nodes.updates.failed"));
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static String upper(String slot) {
        return slot.toUpperCase(Locale.ROOT);
    }
}
