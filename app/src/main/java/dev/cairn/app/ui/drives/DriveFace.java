package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.control.ProgressRing;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The card of a drive: who it is, its state in a badge and in words, a ring of progress. FX thread only. */
abstract sealed class DriveFace extends VBox permits DriveCard, FlashCard {
    private final ProgressRing ring = new ProgressRing(28);
    private final StackPane badge = new StackPane();
    private final Label words = new Label();
    private final Label remedy = new Label();

    DriveFace(Drive drive, String title, String what) {
        getStyleClass().add("card");
        setPrefWidth(320);
        setMinHeight(150);
        setFillWidth(true);
        Label name = new Label(title);
        name.getStyleClass().add("title-4");
        Label facts = new Label(what);
        facts.getStyleClass().add("muted");
        Label serial = new Label(Texts.text("drives.serial", drive.serial().isBlank() ? "–" : drive.serial()));
        serial.getStyleClass().addAll("muted", "mono");
        badge.setAlignment(Pos.CENTER_LEFT);
        words.getStyleClass().addAll("drive-words", "muted", "small");
        remedy.getStyleClass().addAll("drive-remedy", "small");
        wrap(words);
        wrap(remedy);
        VBox left = new VBox(4, name, facts, serial, badge);
        HBox.setHgrow(left, Priority.ALWAYS);
        ring.managedProperty().bind(ring.visibleProperty());
        ring.setVisible(false);
        HBox body = new HBox(8, left, ring);
        body.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(body, words, remedy);
        setAccessibleText(title + " " + what);
    }

    /** The model, or the name of the device where the model is unknown. */
    static String name(Drive drive) {
        return drive.model().isBlank() ? String.valueOf(drive.device().getFileName()) : drive.model();
    }

    final void show(StateLook look) {
        badge.getChildren().setAll(new StateBadge(look));
    }

    final void say(DriveWords said) {
        words.setText(said.what());
        remedy.setText(said.remedy());
        Tooltip more = said.more().isEmpty() ? null : new Tooltip(said.more());
        words.setTooltip(more);
        remedy.setTooltip(more);
    }

    /** Over the whole width of the card, and not there while it says nothing. */
    private static void wrap(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
    }

    final void add(Node below) {
        getChildren().add(below);
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
