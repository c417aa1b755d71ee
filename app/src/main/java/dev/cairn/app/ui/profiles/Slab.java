package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One layer, drawn as a slab with the colour band and icon of its kind; problems stand on it. FX thread only. */
final class Slab extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");

    private final int index;
    private final ProfilesViewModel model;

    Slab(int index, Layer layer, List<ProfileFinding> findings, ProfilesViewModel model) {
        this.index = index;
        this.model = model;
        setId("slab-" + index);
        getStyleClass().add("slab");
        setFocusTraversable(true);
        setMinHeight(USE_PREF_SIZE);
        setAccessibleText(
                Texts.text("profiles.slab.accessible", Texts.word(layer.kind()), layer.name(), layer.artifact()));
        pseudoClassStateChanged(FAULTY, !findings.isEmpty());
        Region band = new Region();
        band.getStyleClass().addAll("slab-band", "kind-" + layer.kind().word());
        Node icon = Looks.icon(layer.kind()).node();
        icon.getStyleClass().add("kind-" + layer.kind().word());
        Label name = new Label(layer.name());
        name.getStyleClass().add("strong");
        Label what = new Label(Texts.word(layer.kind()) + " · " + layer.artifact());
        what.getStyleClass().addAll("muted", "small");
        VBox words = new VBox(2, name, what);
        findings.forEach(finding -> words.getChildren().add(fault(finding)));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox buttons = new HBox(
                new IconButton("layer-up", Icon.UP, Texts.text("profiles.layer.up"), () -> model.move(index, 1)),
                new IconButton("layer-down", Icon.DOWN, Texts.text("profiles.layer.down"), () -> model.move(index, -1)),
                new IconButton(
                        "layer-remove", Icon.REMOVE, Texts.text("profiles.layer.remove"), () -> model.remove(index)));
        buttons.setMinWidth(USE_PREF_SIZE);
        buttons.setAlignment(Pos.CENTER);
        HBox body = new HBox(icon, words, buttons);
        body.setAlignment(Pos.CENTER_LEFT);
        body.getStyleClass().add("slab-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(band, body);
        setOnMousePressed(event -> {
            requestFocus();
            model.selectedProperty().set(index);
        });
        focusedProperty().subscribe(focused -> {
            if (focused) {
                model.selectedProperty().set(index);
            }
        });
        setOnKeyPressed(this::onKey);
    }

    int index() {
        return index;
    }

    void mark(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    private static Label fault(ProfileFinding finding) {
        Label fault = new Label(ProblemWords.of(finding.problem()).what(), Icon.BROKEN.node());
        fault.setWrapText(true);
        fault.getStyleClass().addAll("badge", "tone-broken");
        return fault;
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> {
                if (!event.isAltDown()) {
                    return;
                }
                model.move(index, 1);
            }
            case DOWN -> {
                if (!event.isAltDown()) {
                    return;
                }
                model.move(index, -1);
            }
            case DELETE -> model.remove(index);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
