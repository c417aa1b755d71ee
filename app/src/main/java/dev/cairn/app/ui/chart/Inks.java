package dev.cairn.app.ui.chart;

import javafx.beans.Observable;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.paint.Paint;

/** The colours of a canvas, taken from the style sheet through hidden labels, so that light and dark follow. FX thread only. */
public final class Inks extends Group {
    /** Calls {@code changed} whenever one of the colours changes. */
    public Inks(Runnable changed, String... styleClasses) {
        setManaged(false);
        setOpacity(0);
        setMouseTransparent(true);
        for (String styleClass : styleClasses) {
            Label label = new Label();
            label.getStyleClass().setAll("ink-" + styleClass);
            label.setId(styleClass);
            label.textFillProperty().addListener((Observable fill) -> changed.run());
            getChildren().add(label);
        }
    }

    /** The colour of a class given to the constructor. */
    public Paint of(String styleClass) {
        return getChildren().stream()
                .map(Label.class::cast)
                .filter(label -> label.getId().equals(styleClass))
                .findFirst()
                .orElseThrow()
                .getTextFill();
    }
}
