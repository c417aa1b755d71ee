package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.control.ProgressRing;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The card of a drive: who it is, its state in a badge and in words, a ring of progress. FX thread only. */
abstract sealed class DriveFace extends VBox permits DriveCard, FlashCard {
    private final ProgressRing ring = new ProgressRing(28);
    private final StackPane badge = new StackPane();
    private final Label words = new Label();
    private final VBox left;

    DriveFace(Drive drive, String title, String what) {
        getStyleClass().add("card");
        setPrefWidth(320);
        setMinHeight(150);
        Label name = new Label(title);
        name.getStyleClass().add("title-4");
        Label facts = new Label(what);
        facts.getStyleClass().add("muted");
        Label serial = new Label(Texts.text("drives.serial", drive.serial().isBlank() ? "–" : drive.serial()));
        serial.getStyleClass().addAll("muted", "mono");
        RefusalWords.explain(words, drive);
        badge.setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "small");
        left = new VBox(4, name, facts, serial, badge, words);
        HBox.setHgrow(left, Priority.ALWAYS);
        ring.managedProperty().bind(ring.visibleProperty());
        ring.setVisible(false);
        HBox body = new HBox(8, left, ring);
        body.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(body);
        setAccessibleText(title + " " + what);
    }

    /** The model, or the name of the device where the model is unknown. */
    static String name(Drive drive) {
        return drive.model().isBlank() ? String.valueOf(drive.device().getFileName()) : drive.model();
    }

    final void show(StateLook look) {
        badge.getChildren().setAll(new StateBadge(look));
    }

    final void say(String text) {
        words.setText(text);
    }

    final void add(Node below) {
        left.getChildren().add(below);
    }

    final void hideRing() {
        ring.setVisible(false);
    }

    /** @param fraction below 0 when it is not known */
    final void ring(double fraction, Outcome outcome) {
        ring.setVisible(true);
        ring.progressProperty().set(outcome == Outcome.DONE ? 1 : Math.max(0, fraction));
        ring.getStyleClass().removeAll("done", "failed");
        switch (outcome) {
            case DONE -> ring.getStyleClass().add("done");
            case FAILED -> ring.getStyleClass().add("failed");
            case OPEN -> {}
        }
    }

    /** How a writing ended, if it did. */
    enum Outcome {
        OPEN,
        DONE,
        FAILED
    }
}
