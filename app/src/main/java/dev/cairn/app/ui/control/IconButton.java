package dev.cairn.app.ui.control;

import dev.cairn.app.ui.theme.Icon;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/** A button that shows only an icon: its words are the tooltip and the accessible text. FX thread only. */
public final class IconButton extends Button {
    /** Builds one; {@code id} is for tests and style sheets. */
    public IconButton(String id, Icon icon, String words, Runnable action) {
        setId(id);
        setGraphic(icon.node());
        setAccessibleText(words);
        setTooltip(new Tooltip(words));
        getStyleClass().addAll("flat", "button-icon");
        setOnAction(event -> action.run());
    }
}
