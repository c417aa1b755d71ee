package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.fleet.NewSite;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Asks for a new site; only the name is needed. FX thread only. */
final class AddSiteDialog extends StackPane {
    private final FormDialog form;
    private final TextField name;
    private final TextField address;
    private final TextField coordinates;
    private final TextField reach;
    private final TextField window;

    AddSiteDialog(SitesViewModel model, Desk desk, Consumer<Site> added) {
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        form = new FormDialog(
                "site-dialog",
                Texts.text("sites.dialog.title"),
                Texts.text("sites.add"),
                () -> submit(model, desk, added),
                desk::closeDialog);
        name = form.field("name", Texts.text("sites.dialog.name"), "");
        address = form.field("address", Texts.text("sites.dialog.address"), "");
        coordinates = form.field("coordinates", Texts.text("sites.dialog.coordinates"), "");
        coordinates.setPromptText("52.52, 13.40");
        reach = form.field("reach", Texts.text("sites.dialog.reach"), "");
        reach.setPromptText("10.20.0.5, gateway.example:7022");
        window = form.field("window", Texts.text("sites.dialog.window"), "");
        form.action().disableProperty().bind(name.textProperty().map(String::isBlank));
        coordinates.textProperty().subscribe(this::markCoordinates);
        getChildren().add(form);
    }

    private void submit(SitesViewModel model, Desk desk, Consumer<Site> added) {
        if (markCoordinates()) {
            coordinates.requestFocus();
            return;
        }
        String when = window.getText().strip();
        NewSite wanted = new NewSite(
                name.getText().strip(),
                address.getText().strip(),
                place(coordinates.getText()),
                Map.of(),
                addresses(reach.getText()),
                when.isEmpty() ? null : when);
        model.add(
                wanted,
                site -> {
                    desk.closeDialog();
                    desk.notice(Texts.text("sites.added", site.name()));
                    added.accept(site);
                },
                form::show);
    }

    /** Marks the field while it holds something that is no place. */
    private boolean markCoordinates() {
        boolean wrong = !coordinates.getText().isBlank() && place(coordinates.getText()) == null;
        coordinates.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), wrong);
        return wrong;
    }

    static @Nullable Coordinates place(String text) {
        String[] parts = text.strip().split("\\s*[,;]\\s*|\\s+");
        if (parts.length != 2) {
            return null;
        }
        try {
            return new Coordinates(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        } catch (IllegalArgumentException notAPlace) {
            return null;
        }
    }

    private static List<String> addresses(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isBlank())
                .toList();
    }
}
