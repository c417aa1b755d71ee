package dev.cairn.app.ui.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;

/** A ring that fills with progress from 0 to 1 and says the percentage in its middle. FX thread only. */
public final class ProgressRing extends StackPane {
    private final DoubleProperty progress = new SimpleDoubleProperty(0);
    private final Label words = new Label();

    /** A ring of the given outer radius in pixels. */
    public ProgressRing(double radius) {
        getStyleClass().add("ring");
        Circle track = new Circle(radius);
        track.getStyleClass().add("ring-track");
        Arc arc = new Arc(0, 0, radius, radius, 90, 0);
        arc.setType(ArcType.OPEN);
        arc.getStyleClass().add("ring-arc");
        arc.setManaged(false);
        arc.layoutXProperty().bind(widthProperty().divide(2));
        arc.layoutYProperty().bind(heightProperty().divide(2));
        arc.lengthProperty().bind(progress.multiply(-360));
        arc.visibleProperty().bind(progress.greaterThan(0));
        words.getStyleClass().add("ring-words");
        progress.subscribe(value -> words.setText(Math.round(value.doubleValue() * 100) + "%"));
        double size = 2 * radius + 10;
        setMinSize(size, size);
        setMaxSize(size, size);
        getChildren().addAll(track, arc, words);
    }

    /** From 0 to 1. */
    public DoubleProperty progressProperty() {
        return progress;
    }
}
