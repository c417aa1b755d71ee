package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.control.ProgressRing;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
import java.nio.file.Path;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One drive: what it is, whether it may be written, the ring of progress, the end state. FX thread only. */
final class DriveCard extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Drive drive;
    private final DrivesViewModel model;
    private final ProgressRing ring = new ProgressRing(28);
    private final StackPane badge = new StackPane();
    private final Label words = new Label();

    DriveCard(Drive drive, DrivesViewModel model) {
        this.drive = drive;
        this.model = model;
        String name = String.valueOf(drive.device().getFileName());
        setId("drive-" + name);
        getStyleClass().add("card");
        setPrefWidth(320);
        setMinHeight(150);
        Label title = new Label(drive.model().isBlank() ? name : drive.model());
        title.getStyleClass().add("title-4");
        Label size = new Label(Numbers.bytes(drive.bytes()) + " · " + drive.bus() + " · " + drive.device());
        size.getStyleClass().add("muted");
        Label serial = new Label(Texts.text("drives.serial", drive.serial().isBlank() ? "–" : drive.serial()));
        serial.getStyleClass().addAll("muted", "mono");
        RefusalWords.explain(words, drive);
        badge.setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "small");
        VBox left = new VBox(4, title, size, serial, badge, words);
        HBox.setHgrow(left, javafx.scene.layout.Priority.ALWAYS);
        ring.managedProperty().bind(ring.visibleProperty());
        HBox body = new HBox(8, left, ring);
        body.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(body);
        setAccessibleText(title.getText() + " " + size.getText());
        if (drive.offered()) {
            setFocusTraversable(true);
            setOnMouseClicked(event -> {
                requestFocus();
                model.toggle(drive);
            });
            setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.SPACE) {
                    model.toggle(drive);
                    event.consume();
                }
            });
        }
        model.chosen().addListener((SetChangeListener<Path>) change -> mark());
        mark();
        showWrite();
    }

    void showWrite() {
        JobSnapshot write = model.writes().get(drive.device());
        ring.setVisible(write != null);
        if (write == null) {
            show(resting());
            words.setText(reasons());
            return;
        }
        ring.progressProperty().set(Math.max(0, write.fraction()));
        ring.getStyleClass().removeAll("done", "failed");
        if (write.state() == JobState.DONE) {
            ring.getStyleClass().add("done");
        } else if (write.state().ended()) {
            ring.getStyleClass().add("failed");
        }
        show(
                switch (write.state()) {
                    case RUNNING -> new StateLook(Tone.INFO, Icon.BUSY, write.doing());
                    case DONE -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("drives.done"));
                    case FAILED -> new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("drives.failed"));
                    case CANCELLED -> new StateLook(Tone.ATTENTION, Icon.STOP, Texts.text("drives.cancelled"));
                });
        words.setText(
                write.problem() != null
                        ? ProblemWords.of(write.problem()).what()
                        : write.rate() > 0 && !write.state().ended() ? Numbers.rate(write.rate()) : "");
    }

    private void show(StateLook look) {
        badge.getChildren().setAll(new StateBadge(look));
    }

    private StateLook resting() {
        if (!drive.offered()) {
            return new StateLook(Tone.OFFLINE, Icon.RETIRED, Texts.text("drives.refused"));
        }
        return model.chosen().contains(drive.device())
                ? new StateLook(Tone.INFO, Icon.HEALTHY, Texts.text("drives.chosen"))
                : new StateLook(Tone.OFFLINE, Icon.DRIVES, Texts.text("drives.free"));
    }

    private String reasons() {
        if (drive.offered() && !drive.unmounts().isEmpty()) {
            return Texts.text("drives.unmounts", String.join(", ", drive.unmounts()));
        }
        return RefusalWords.brief(drive);
    }

    private void mark() {
        pseudoClassStateChanged(SELECTED, model.chosen().contains(drive.device()));
        if (!model.writes().containsKey(drive.device())) {
            show(resting());
        }
    }
}
