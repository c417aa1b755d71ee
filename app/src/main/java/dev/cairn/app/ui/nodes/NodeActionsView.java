package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** What can be done to the disk of a node from afar, each with its confirmation; below, why something cannot. FX thread only. */
final class NodeActionsView extends VBox {
    private final NodeActions actions;
    private final Desk desk;

    NodeActionsView(NodeActions actions, Desk desk) {
        super(8);
        setId("node-actions");
        this.actions = actions;
        this.desk = desk;
    }

    /** {@code busy}: whether a job is at work on it. */
    void show(Node node, boolean busy) {
        actions.releases(releases -> build(node, releases, busy), desk::problem);
    }

    private void build(Node node, List<Release> releases, boolean busy) {
        FlowPane buttons = new FlowPane(8, 8);
        Map<String, String> reasons = new LinkedHashMap<>();
        for (NodeAction action : NodeAction.values()) {
            Optional<String> why = NodeActions.whyNot(action, node, releases, busy);
            String verb = Texts.text(action.key());
            Button button = Buttons.plain(
                    "node-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    verb,
                    icon(action),
                    () -> desk.dialog(new NodeActionDialog(action, node, releases, actions, desk)));
            button.setDisable(why.isPresent());
            buttons.getChildren().add(button);
            why.ifPresent(key -> reasons.merge(Texts.text(key), verb, (all, one) -> all + ", " + one));
        }
        getChildren().setAll(buttons);
        reasons.forEach((reason, verbs) -> getChildren().add(reason(verbs, reason)));
    }

    private static Label reason(String verbs, String reason) {
        Label words = new Label(Texts.text("nodes.action.not", verbs.replace(" …", ""), reason));
        words.setWrapText(true);
        words.getStyleClass().addAll("muted", "small");
        return words;
    }

    private static Icon icon(NodeAction action) {
        return switch (action) {
            case BOOTSTRAP -> Icon.START;
            case REFLASH -> Icon.DRIVES;
            case WIPE -> Icon.REMOVE;
            case START_OVER -> Icon.REFRESH;
        };
    }
}
