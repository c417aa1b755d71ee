package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Says what is lost, lets a release be chosen, and wants the node's name typed where data is lost. FX thread only. */
final class NodeActionDialog extends StackPane {
    private final NodeAction action;
    private final Node node;
    private final FormDialog form;
    private final @Nullable ComboBox<Release> release;
    private final @Nullable CheckBox wipe;
    private final TextField typed;

    NodeActionDialog(NodeAction action, Node node, List<Release> releases, NodeActions actions, Desk desk) {
        this.action = action;
        this.node = node;
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        form = new FormDialog(
                "node-action",
                Texts.text(action.key() + ".does", node.label()),
                Texts.text(action.key() + ".word"),
                () -> submit(actions, desk),
                desk::closeDialog);
        form.sentence(Texts.text(action.key() + ".means"));
        if (action == NodeAction.REFLASH) {
            release = form.choice("release", Texts.text("update.release"), releases);
            release.setConverter(new Words<>(Release::label));
            wipe = new CheckBox(Texts.text("nodes.action.data.wipe"));
            form.add("wipe", Texts.text("nodes.action.data"), wipe);
            wipe.setOnAction(event -> judge());
        } else {
            release = null;
            wipe = null;
        }
        typed = form.field("typed", Texts.text("nodes.action.type", node.label()), "");
        typed.textProperty().subscribe(text -> judge());
        form.action().getStyleClass().add("danger");
        judge();
        getChildren().add(form);
    }

    private NodeActions.Choice choice() {
        return new NodeActions.Choice(
                action, release == null ? null : release.getValue(), wipe != null && wipe.isSelected());
    }

    private void judge() {
        NodeActions.Choice choice = choice();
        form.action().setDisable(!choice.isConfirmed(typed.getText(), node));
        typed.getParent().setVisible(choice.destroysData());
        typed.getParent().setManaged(choice.destroysData());
    }

    private void submit(NodeActions actions, Desk desk) {
        form.action().setDisable(true);
        actions.start(
                node,
                choice(),
                job -> {
                    desk.closeDialog();
                    desk.notice(Texts.text("nodes.action.started", job.title()));
                },
                problem -> {
                    judge();
                    form.show(problem);
                });
    }
}
