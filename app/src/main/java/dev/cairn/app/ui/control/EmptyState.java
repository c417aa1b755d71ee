package dev.cairn.app.ui.control;

import dev.cairn.app.ui.theme.Icon;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** What an empty place shows: one sentence on what belongs here, and the first step. FX thread only. */
public final class EmptyState extends VBox {
    /** Builds one; the actions are buttons, the main one first. */
    public EmptyState(Icon icon, String title, String sentence, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        Label heading = new Label(title);
        heading.getStyleClass().add("title-3");
        Label words = new Label(sentence);
        words.setWrapText(true);
        words.setMaxWidth(460);
        words.setTextAlignment(TextAlignment.CENTER);
        words.getStyleClass().add("muted");
        FlowPane buttons = new FlowPane(8, 8, actions);
        buttons.setAlignment(Pos.CENTER);
        getChildren().addAll(icon.node(), heading, words);
        if (actions.length > 0) {
            getChildren().add(buttons);
        }
    }
}
