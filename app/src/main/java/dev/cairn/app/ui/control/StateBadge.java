package dev.cairn.app.ui.control;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** A state as icon, word and colour, with its age beside it. FX thread only. */
public final class StateBadge extends HBox {
    /** A badge without an age. */
    public StateBadge(StateLook look) {
        this(look, "", "");
    }

    /** A badge that says how old the state is; {@code exact} is shown on hover. */
    public StateBadge(StateLook look, String age, String exact) {
        getStyleClass().add("state");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(USE_PREF_SIZE);
        Label word = new Label(look.word(), look.icon().node());
        word.getStyleClass().addAll("badge", look.tone().styleClass());
        word.setMinWidth(USE_PREF_SIZE);
        getChildren().add(word);
        if (!age.isEmpty()) {
            Label since = new Label(age);
            since.getStyleClass().addAll("muted", "small");
            since.setMinWidth(USE_PREF_SIZE);
            getChildren().add(since);
        }
        if (!exact.isEmpty()) {
            Tooltip.install(this, new Tooltip(exact));
        }
        setAccessibleText(look.word() + " " + age);
    }
}
