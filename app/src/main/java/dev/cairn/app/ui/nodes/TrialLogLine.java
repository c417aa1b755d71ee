package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.Texts;
import java.time.Instant;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Below an update that fell back: its log, the way to get it, or why there is none. FX thread only. */
final class TrialLogLine extends VBox {
    /** {@code newest}: whether the node may still have it. */
    TrialLogLine(
            Node node,
            PastUpdate update,
            boolean newest,
            Instant now,
            NodeDetailModel model,
            FileChoosing files,
            Desk desk) {
        TrialLogState state = update.log();
        if (state == TrialLogState.KEPT) {
            getChildren()
                    .add(link(
                            "node-boot-log",
                            "nodes.log.open",
                            () -> model.openLog(
                                    node,
                                    update,
                                    kept -> desk.dialog(
                                            new BootLogDialog(node.label(), kept, now, model, files, desk)))));
            return;
        }
        String why = why(state);
        if (!why.isEmpty()) {
            Label words = new Label(Texts.text(why));
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            words.getStyleClass().addAll("muted", "small");
            getChildren().add(words);
        }
        if (newest && (state == null || !state.isFinal())) {
            Button take = link(
                    "node-take-log",
                    "nodes.log.take",
                    () -> model.takeLog(node, kept -> {
                        if (kept.log().state() == TrialLogState.KEPT) {
                            desk.dialog(new BootLogDialog(node.label(), kept, now, model, files, desk));
                        }
                    }));
            take.disableProperty().bind(model.askingProperty());
            getChildren().add(take);
        }
    }

    private static Button link(String id, String key, Runnable action) {
        Button link = Buttons.link(id, Texts.text(key), action);
        VBox.setMargin(link, new javafx.geometry.Insets(0, 0, 0, -6));
        return link;
    }

    private static String why(@Nullable TrialLogState state) {
        return switch (state) {
            case null -> "";
            case KEPT -> "";
            case NO_TRIAL -> "nodes.log.no-trial";
            case NOT_YET -> "nodes.log.not-yet";
            case NOTHING_WRITTEN -> "nodes.log.nothing-written";
            case UNREADABLE -> "nodes.log.unreadable";
            case AGENT_TOO_OLD -> "nodes.log.agent-too-old";
        };
    }
}
