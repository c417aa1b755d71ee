package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.StackPane;

/** Asks which node takes the place of one that is gone, and says what happens to both. FX thread only. */
final class ReplaceDialog extends StackPane {
    private final Node old;
    private final FormDialog form;
    private final ComboBox<Node> other;

    ReplaceDialog(Node old, List<Node> candidates, SitesViewModel model, Desk desk) {
        this.old = old;
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        form = new FormDialog(
                "replace",
                Texts.text("sites.replace.title", old.label()),
                Texts.text("sites.replace.word"),
                () -> submit(model, desk),
                desk::closeDialog);
        boolean server = old.role() == Role.SERVER || ServerRules.votes(old);
        form.sentence(Texts.text(server ? "sites.replace.server" : "sites.replace.agent", old.label()));
        form.sentence(Texts.text("sites.replace.name", old.label()));
        other = form.choice("with", Texts.text("sites.replace.with"), candidates);
        other.setConverter(new Words<>(ReplaceDialog::label));
        if (candidates.isEmpty()) {
            other.setPromptText(Texts.text("sites.replace.nobody"));
            form.action().setDisable(true);
        }
        getChildren().add(form);
    }

    private static String label(Node node) {
        return Texts.text(
                node.site() == null ? "sites.replace.new" : "sites.replace.here",
                node.label(),
                node.facts() == null ? "" : node.facts().product());
    }

    private void submit(SitesViewModel model, Desk desk) {
        form.action().setDisable(true);
        model.replace(
                old,
                other.getValue(),
                replaced -> {
                    desk.closeDialog();
                    desk.notice(Texts.text(
                            "sites.replace.done", replaced.replacement().label(), old.label(), replaced.site()));
                },
                problem -> {
                    form.action().setDisable(false);
                    form.show(problem);
                });
    }
}
