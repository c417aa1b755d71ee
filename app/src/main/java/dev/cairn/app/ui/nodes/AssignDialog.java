package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Asks for site, role and host name of a node. FX thread only. */
final class AssignDialog extends StackPane {
    private final FormDialog form;
    private final ComboBox<Site> site;
    private final ComboBox<Role> role;
    private final TextField hostName;

    AssignDialog(Node node, @Nullable Site chosen, NodesViewModel model, Desk desk, Consumer<Node> assigned) {
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        boolean noSites = model.sites().isEmpty();
        form = new FormDialog(
                "assign-dialog",
                Texts.text("nodes.dialog.title", node.label()),
                Texts.text(noSites ? "nodes.dialog.add-site" : "nodes.dialog.action"),
                () -> {
                    if (noSites) {
                        desk.closeDialog();
                        desk.goTo(Place.SITES, "");
                    } else {
                        submit(node, model, desk, assigned);
                    }
                },
                desk::closeDialog);
        if (noSites) {
            form.sentence(Texts.text("nodes.targets.none"));
        }
        site = form.choice("site", Texts.text("nodes.dialog.site"), List.copyOf(model.sites()));
        site.setConverter(new Words<>(Site::name));
        role = form.choice("role", Texts.text("nodes.dialog.role"), List.of(Role.values()));
        role.setConverter(new Words<>(Texts::word));
        hostName = form.field("host-name", Texts.text("nodes.dialog.host-name"), given(node));
        hostName.setPromptText(Texts.text("nodes.dialog.host-name.prompt"));
        site.valueProperty().subscribe(now -> {
            if (now != null) {
                role.setValue(model.nextRole(now));
            }
        });
        if (chosen != null) {
            site.setValue(chosen);
        }
        getChildren().add(form);
    }

    private static String given(Node node) {
        String name = node.hostName();
        return name == null ? "" : name;
    }

    private void submit(Node node, NodesViewModel model, Desk desk, Consumer<Node> assigned) {
        String name = hostName.getText().strip();
        model.assign(
                node,
                site.getValue(),
                role.getValue(),
                name.isEmpty() ? null : name,
                changed -> {
                    desk.closeDialog();
                    desk.notice(Texts.text(
                            "nodes.assigned", changed.label(), site.getValue().name()));
                    assigned.accept(changed);
                },
                form::show);
    }
}
