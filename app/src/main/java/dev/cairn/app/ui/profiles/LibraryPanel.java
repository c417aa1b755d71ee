package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The library beside the stack: an artifact becomes a layer by its button, a double click or Enter. FX thread only. */
final class LibraryPanel extends VBox {
    LibraryPanel(ProfilesViewModel model) {
        setId("profile-library");
        getStyleClass().add("panel");
        setMinWidth(230);
        setPrefWidth(230);
        setMaxWidth(230);
        Label title = new Label(Texts.text("profiles.library"));
        title.getStyleClass().add("group-title");
        ListView<Artifact> list =
                new ListView<>(model.artifacts().filtered(artifact -> artifact.kind() != ArtifactKind.AGENT));
        list.setId("profile-artifacts");
        list.setFixedCellSize(46);
        Label none = new Label(Texts.text("profiles.library.empty"));
        none.setWrapText(true);
        none.setMaxWidth(180);
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        list.setCellFactory(view -> new ArtifactCell(model));
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                addChosen(list, model);
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                addChosen(list, model);
            }
        });
        setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(title, list);
    }

    private static void addChosen(ListView<Artifact> list, ProfilesViewModel model) {
        Artifact chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.add(chosen);
        }
    }

    private static final class ArtifactCell extends ListCell<Artifact> {
        private final ProfilesViewModel model;

        ArtifactCell(ProfilesViewModel model) {
            this.model = model;
        }

        @Override
        protected void updateItem(@Nullable Artifact artifact, boolean empty) {
            super.updateItem(artifact, empty);
            if (artifact == null || empty) {
                setGraphic(null);
                return;
            }
            Label name = new Label(artifact.name());
            Label what = new Label(Texts.word(artifact.kind()) + " · " + Numbers.bytes(artifact.bytes()));
            what.getStyleClass().addAll("muted", "small");
            VBox words = new VBox(name, what);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            IconButton add = new IconButton(
                    "artifact-add",
                    Icon.ADD,
                    Texts.text("profiles.library.add", artifact.name()),
                    () -> model.add(artifact));
            add.setMinWidth(USE_PREF_SIZE);
            HBox row = new HBox(6, words, add);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMaxWidth(186);
            setGraphic(row);
        }
    }
}
