package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.control.ProgressRing;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.job.JobSnapshot;
import java.time.Duration;
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
    private static final double WIDTH = 320;
    private static final String REFUSED = "refused-drive";
    private static final String FAILED = "failed-drive";

    private final ProgressRing ring = new ProgressRing(28);
    private final StackPane badge = new StackPane();
    private final Label words = new Label();
    private final Label remedy = new Label();

    DriveFace(Drive drive, String title, String what) {
        getStyleClass().add("card");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        setMinHeight(150);
        Label name = new Label(title);
        name.getStyleClass().add("title-4");
        Label facts = new Label(what);
        facts.getStyleClass().add("muted");
        wrap(facts);
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

    /** A flow of cards asks how high each is without saying how wide, and would cut off words of more than one line. */
    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(width < 0 ? WIDTH : width);
    }

    /** What a writing does now, how fast, and how long it still takes. */
    final void running(JobSnapshot now) {
        ring(now.fraction(), Outcome.OPEN);
        show(new StateLook(Tone.INFO, Icon.BUSY, phase(now)));
        String left = now.timeLeft() == null ? "" : " · " + Texts.text("flash.left", Numbers.span(now.timeLeft()));
        say(DriveWords.of(now.rate() > 0 ? Numbers.rate(now.rate()) + left : ""));
    }

    /** That a drive was written and read back, and how long that took. */
    final void done(JobSnapshot now) {
        ring(1, Outcome.DONE);
        show(new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("drives.done")));
        say(
                now.endedAt() == null
                        ? DriveWords.NONE
                        : DriveWords.of(Texts.text(
                                "jobs.took", Numbers.span(Duration.between(now.startedAt(), now.endedAt())))));
    }

    /** The card says which drive it is, so that the phase is enough. */
    private static String phase(JobSnapshot now) {
        String phase = now.doing().split(" ", 2)[0];
        return switch (phase) {
            case "" -> Texts.text("flash.state.writing");
            case "probe" -> Texts.text("drives.phase.probe");
            case "write" -> Texts.text("drives.phase.write");
            case "verify" -> Texts.text("drives.phase.verify");
            default -> phase;
        };
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

    /** What nobody can choose lies lower than the rest. */
    final void markRefused() {
        if (!getStyleClass().contains(REFUSED)) {
            getStyleClass().add(REFUSED);
        }
    }

    /** A drive that failed stands out among many. */
    final void markFailed(boolean failed) {
        getStyleClass().remove(FAILED);
        if (failed) {
            getStyleClass().add(FAILED);
        }
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
