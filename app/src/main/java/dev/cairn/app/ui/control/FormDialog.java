package dev.cairn.app.ui.control;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.ui.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A small form over everything: labelled fields, one action with a verb, and the place where a problem is said. FX thread only. */
public final class FormDialog extends VBox {
    private final String id;
    private final VBox fields = new VBox();
    private final VBox problems = new VBox();
    private final Button action;

    /** Builds one; {@code onAction} runs on the button or Enter, {@code onCancel} on Cancel. */
    public FormDialog(String id, String title, String verb, Runnable onAction, Runnable onCancel) {
        this.id = id;
        setId(id);
        getStyleClass().add("dialog-box");
        setMaxSize(480, USE_PREF_SIZE);
        Label heading = new Label(title);
        heading.getStyleClass().add("title-3");
        action = new Button(verb);
        action.setId(id + "-action");
        action.getStyleClass().add("accent");
        action.setDefaultButton(true);
        action.setOnAction(event -> onAction.run());
        Button cancel = new Button(Texts.text("dialog.cancel"));
        cancel.setId(id + "-cancel");
        cancel.setOnAction(event -> onCancel.run());
        HBox buttons = new HBox(8, cancel, action);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        fields.getStyleClass().add("form");
        getChildren().addAll(heading, fields, problems, buttons);
    }

    /** A sentence that explains. */
    public FormDialog sentence(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        fields.getChildren().add(label);
        return this;
    }

    /** A labelled text field; its id is the dialog's id and {@code name}. */
    public TextField field(String name, String label, String value) {
        TextField field = new TextField(value);
        add(name, label, field);
        return field;
    }

    /** A labelled choice. */
    public <T> ComboBox<T> choice(String name, String label, List<T> values) {
        ComboBox<T> choice = new ComboBox<>();
        choice.getItems().setAll(values);
        choice.setMaxWidth(Double.MAX_VALUE);
        if (!values.isEmpty()) {
            choice.setValue(values.getFirst());
        }
        add(name, label, choice);
        return choice;
    }

    /** Any labelled node. */
    public FormDialog add(String name, String label, Node field) {
        field.setId(id + "-" + name);
        field.setAccessibleText(label);
        Label words = new Label(label);
        words.setLabelFor(field);
        words.getStyleClass().add("field-label");
        if (fields.lookup(".first-focus") == null) {
            field.getStyleClass().add("first-focus");
        }
        fields.getChildren().add(new VBox(4, words, field));
        return this;
    }

    /** Shows why it did not work, in place. */
    public void show(Problem problem) {
        problems.getChildren().setAll(new ProblemPane(problem));
    }

    /** The main button, to bind when it may be pressed. */
    public Button action() {
        return action;
    }
}
