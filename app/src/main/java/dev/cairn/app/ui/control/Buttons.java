package dev.cairn.app.ui.control;

import dev.cairn.app.ui.theme.Icon;
import javafx.scene.control.Button;

/** Buttons with words, and an icon where it helps; FX thread only. */
public final class Buttons {
    private Buttons() {}

    /** The one main action of a place. */
    public static Button main(String id, String words, Icon icon, Runnable action) {
        Button button = plain(id, words, icon, action);
        button.getStyleClass().add("accent");
        return button;
    }

    /** Any other action. */
    public static Button plain(String id, String words, Icon icon, Runnable action) {
        Button button = new Button(words, icon.node());
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** An action in running text. */
    public static Button link(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.getStyleClass().addAll("flat", "accent", "link-button");
        button.setOnAction(event -> action.run());
        return button;
    }
}
