package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.text.Texts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Short notices at the lower right that go by themselves, with a way back where there is one. FX thread only. */
final class Notices extends VBox {
    private static final Duration SHOWN = Duration.seconds(7);

    Notices() {
        setId("notices");
        getStyleClass().add("notices");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    void show(String words, @Nullable Runnable undo) {
        HBox notice = new HBox(new Label(words));
        notice.setAlignment(Pos.CENTER_LEFT);
        notice.getStyleClass().add("notice");
        if (undo != null) {
            notice.getChildren().add(Buttons.link("notice-undo", Texts.text("notice.undo"), () -> {
                remove(notice);
                undo.run();
            }));
        }
        getChildren().add(notice);
        PauseTransition wait = new PauseTransition(SHOWN);
        wait.setOnFinished(event -> remove(notice));
        wait.play();
    }

    private void remove(Node notice) {
        getChildren().remove(notice);
    }
}
