package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The left rail: the places, with labels or collapsed to icons. FX thread only. */
final class Rail extends VBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final double WIDE = 176;
    private static final double NARROW = 52;

    private final Map<Place, Button> buttons = new EnumMap<>(Place.class);
    private final BooleanProperty collapsed = new SimpleBooleanProperty(false);

    Rail(Consumer<Place> goTo) {
        setId("rail");
        getStyleClass().add("rail");
        Label name = new Label(Texts.text("app.name"));
        name.getStyleClass().add("rail-name");
        HBox head = new HBox(toggle(), name);
        head.getStyleClass().add("rail-head");
        name.visibleProperty().bind(collapsed.not());
        name.managedProperty().bind(collapsed.not());
        getChildren().add(head);
        for (Place place : Place.values()) {
            if (place == Place.SETTINGS) {
                Region gap = new Region();
                setVgrow(gap, Priority.ALWAYS);
                getChildren().add(gap);
            }
            Button button = button(place, goTo);
            buttons.put(place, button);
            getChildren().add(button);
        }
        collapsed.subscribe(narrow -> {
            setMinWidth(narrow ? NARROW : WIDE);
            setPrefWidth(narrow ? NARROW : WIDE);
            setMaxWidth(narrow ? NARROW : WIDE);
        });
    }

    void mark(Place current) {
        buttons.forEach((place, button) -> button.pseudoClassStateChanged(CURRENT, place == current));
    }

    private IconButton toggle() {
        return new IconButton(
                "rail-toggle", Icon.MENU, Texts.text("rail.toggle"), () -> collapsed.set(!collapsed.get()));
    }

    private Button button(Place place, Consumer<Place> goTo) {
        Button button = new Button(place.label(), place.icon().node());
        button.setId("rail-" + place.name().toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll("flat", "rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(place.label());
        button.setOnAction(event -> goTo.accept(place));
        Tooltip words = new Tooltip(place.label());
        collapsed.subscribe(narrow -> {
            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
            button.setTooltip(narrow ? words : null);
        });
        return button;
    }
}
