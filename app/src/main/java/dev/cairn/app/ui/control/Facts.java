package dev.cairn.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Names and values in two columns. FX thread only. */
public final class Facts extends GridPane {
    /** An empty one. */
    public Facts() {
        getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints(96, 112, 160);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, values);
    }

    /** Adds a line of words. */
    public Facts add(String name, String value) {
        Label words = new Label(value);
        words.setWrapText(true);
        return add(name, words);
    }

    /** Adds a line with any node as the value. */
    public Facts add(String name, Node value) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        setValignment(label, VPos.TOP);
        addRow(getRowCount(), label, value);
        return this;
    }
}
