package dev.cairn.app.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The head of a screen: its name, a line of fact, and its actions at the right. FX thread only. */
public final class ScreenHead extends HBox {
    private final Label fact = new Label();

    /** Builds the head. */
    public ScreenHead(String title, Node... actions) {
        getStyleClass().add("screen-head");
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label(title);
        name.getStyleClass().add("title-2");
        name.setMinWidth(USE_PREF_SIZE);
        fact.getStyleClass().add("muted");
        Region gap = new Region();
        setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(name, fact, gap);
        getChildren().addAll(actions);
    }

    /** The line beside the name; bind it to what the view model knows. */
    public Label fact() {
        return fact;
    }
}
