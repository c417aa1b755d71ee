package dev.cairn.app.ui.frame;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The layer for dialogs and the command palette: dims what is below, Escape or a click beside closes it. FX thread only. */
final class Overlay extends StackPane {
    private @Nullable Node before;

    Overlay() {
        setId("overlay");
        getStyleClass().add("overlay");
        setVisible(false);
        setAlignment(Pos.TOP_CENTER);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() == this) {
                hide();
            }
        });
    }

    void show(Node content) {
        Scene scene = getScene();
        if (!isVisible() && scene != null) {
            before = scene.getFocusOwner();
        }
        getChildren().setAll(content);
        setVisible(true);
        Platform.runLater(() -> {
            Node first = content.lookup(".first-focus");
            (first == null ? content : first).requestFocus();
        });
    }

    void hide() {
        setVisible(false);
        getChildren().clear();
        if (before != null) {
            before.requestFocus();
            before = null;
        }
    }
}
