package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.text.Texts;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The command palette: a field and the best matches below it; arrows and Enter choose. FX thread only. */
final class PaletteView extends VBox {
    private final ListView<PaletteItem> list = new ListView<>();
    private final Runnable close;

    PaletteView(PaletteViewModel model, Runnable close) {
        this.close = close;
        setId("palette");
        getStyleClass().addAll("dialog-box", "palette");
        setMaxSize(620, USE_PREF_SIZE);
        TextField field = new TextField();
        field.setId("palette-query");
        field.getStyleClass().add("first-focus");
        field.setPromptText(Texts.text("palette.prompt"));
        field.setAccessibleText(Texts.text("palette.prompt"));
        field.textProperty().bindBidirectional(model.queryProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setId("palette-matches");
        list.setItems(model.matches());
        list.setFocusTraversable(false);
        list.setPrefHeight(400);
        list.setFixedCellSize(36);
        list.setCellFactory(view -> new ItemCell());
        list.setPlaceholder(new Label(Texts.text("palette.nothing")));
        list.setOnMouseClicked(event -> choose());
        model.matches().subscribe(() -> Platform.runLater(list.getSelectionModel()::selectFirst));
        getChildren().addAll(field, list);
    }

    private void onKey(KeyEvent event) {
        int selected = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN) {
            list.getSelectionModel()
                    .select(Math.min(selected + 1, list.getItems().size() - 1));
        } else if (event.getCode() == KeyCode.UP) {
            list.getSelectionModel().select(Math.max(selected - 1, 0));
        } else if (event.getCode() == KeyCode.ENTER) {
            choose();
        } else {
            return;
        }
        event.consume();
    }

    private void choose() {
        PaletteItem item = list.getSelectionModel().getSelectedItem();
        if (item != null) {
            close.run();
            item.run().run();
        }
    }

    private static final class ItemCell extends ListCell<PaletteItem> {
        @Override
        protected void updateItem(@Nullable PaletteItem item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Label detail = new Label(item.detail());
            Label kind = new Label(item.kind());
            detail.getStyleClass().add("muted");
            kind.getStyleClass().addAll("muted", "small");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(10, item.icon().node(), new Label(item.label()), detail, gap, kind);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
