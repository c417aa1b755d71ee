package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The selected layer as a form, or the whole profile as the file that it becomes. FX thread only. */
final class Inspector extends VBox {
    private final ProfilesViewModel model;
    private final VBox form = new VBox(10);
    private int shown = -1;

    Inspector(ProfilesViewModel model) {
        this.model = model;
        setId("inspector");
        getStyleClass().add("panel");
        setMinWidth(270);
        setPrefWidth(270);
        setMaxWidth(270);
        Label title = new Label(Texts.text("profiles.inspector"));
        title.getStyleClass().add("group-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ToggleButton file = new ToggleButton(Texts.text("profiles.inspector.yaml"));
        file.setId("inspector-yaml");
        TextArea yaml = new TextArea();
        yaml.setId("profile-yaml");
        yaml.setEditable(false);
        yaml.getStyleClass().add("mono");
        yaml.textProperty().bind(model.yamlProperty());
        setVgrow(yaml, Priority.ALWAYS);
        yaml.visibleProperty().bind(file.selectedProperty());
        yaml.managedProperty().bind(file.selectedProperty());
        form.visibleProperty().bind(file.selectedProperty().not());
        form.managedProperty().bind(file.selectedProperty().not());
        getChildren().addAll(new HBox(title, gap, file), form, yaml);
        model.selectedProperty().subscribe(index -> show(false));
        model.draftProperty().subscribe(draft -> show(false));
        show(true);
    }

    private void show(boolean anyway) {
        ProfileDraft draft = model.draftProperty().get();
        int index = model.selectedProperty().get();
        if (draft == null || index < 0 || index >= draft.layers().size()) {
            shown = -1;
            form.getChildren().setAll(nothing(draft));
            return;
        }
        boolean typing = form.getChildren().stream().anyMatch(Inspector::hasFocus);
        if (!anyway && index == shown && typing) {
            return;
        }
        shown = index;
        fill(index, draft.layers().get(index));
    }

    private static boolean hasFocus(Node node) {
        return node.isFocusWithin();
    }

    private Node nothing(@org.jspecify.annotations.Nullable ProfileDraft draft) {
        Label words = new Label(Texts.text("profiles.inspector.none"));
        words.setWrapText(true);
        words.getStyleClass().add("muted");
        if (draft == null) {
            return words;
        }
        TextArea description = new TextArea(draft.description());
        description.setPrefRowCount(3);
        description.setWrapText(true);
        description.focusedProperty().subscribe(focused -> {
            if (!focused) {
                model.describe(description.getText().strip());
            }
        });
        return new VBox(10, words, labelled("description", Texts.text("profiles.field.description"), description));
    }

    private void fill(int index, Layer layer) {
        ComboBox<LayerKind> kind = new ComboBox<>();
        kind.getItems().setAll(LayerKind.values());
        kind.setConverter(new Words<>(Texts::word));
        kind.setMaxWidth(Double.MAX_VALUE);
        kind.setValue(layer.kind());
        TextField name = new TextField(layer.name());
        ComboBox<String> artifact = new ComboBox<>();
        artifact.setEditable(true);
        artifact.setMaxWidth(Double.MAX_VALUE);
        artifact.getItems().setAll(fitting(layer.kind()));
        artifact.setValue(layer.artifact());
        CheckBox pinned = new CheckBox(Texts.text("profiles.field.pinned"));
        pinned.setSelected(layer.digest() != null);
        TextArea settings = new TextArea(words(layer.settings()));
        settings.setPrefRowCount(4);
        settings.setPromptText(Texts.text("profiles.field.settings.prompt"));
        settings.getStyleClass().add("mono");
        Runnable apply = () -> model.replace(
                index,
                new Layer(
                        kind.getValue(),
                        name.getText().strip(),
                        artifact.getEditor().getText().strip(),
                        pinned.isSelected()
                                ? digest(artifact.getEditor().getText().strip(), layer)
                                : null,
                        settings(settings.getText())));
        kind.setOnAction(event -> apply.run());
        artifact.setOnAction(event -> apply.run());
        pinned.setOnAction(event -> apply.run());
        name.textProperty().addListener((field, before, after) -> apply.run());
        settings.textProperty().addListener((field, before, after) -> apply.run());
        form.getChildren()
                .setAll(
                        labelled("kind", Texts.text("profiles.field.kind"), kind),
                        labelled("name", Texts.text("profiles.field.name"), name),
                        labelled("artifact", Texts.text("profiles.field.artifact"), artifact),
                        pinned,
                        labelled("settings", Texts.text("profiles.field.settings"), settings));
        pinned.setId("layer-pinned");
    }

    private List<String> fitting(LayerKind kind) {
        return model.artifacts().stream()
                .filter(artifact -> artifact.kind().fits(kind))
                .map(Artifact::name)
                .distinct()
                .toList();
    }

    private @org.jspecify.annotations.Nullable String digest(String name, Layer layer) {
        Optional<Artifact> found = model.artifacts().stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst();
        return found.map(artifact -> artifact.digest().prefixed()).orElse(layer.digest());
    }

    private static VBox labelled(String name, String words, Control field) {
        field.setId("layer-" + name);
        field.setAccessibleText(words);
        Label label = new Label(words);
        label.setLabelFor(field);
        label.getStyleClass().add("field-label");
        return new VBox(4, label, field);
    }

    private static String words(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Reads lines of {@code name=value}; a line without a name is left out until it has one. */
    static Map<String, String> settings(String text) {
        Map<String, String> settings = new TreeMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                settings.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return settings;
    }
}
