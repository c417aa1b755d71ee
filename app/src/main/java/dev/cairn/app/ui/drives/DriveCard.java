package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
import java.nio.file.Path;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.input.KeyCode;

/** One drive: what it is, whether it may be written, the ring of progress, the end state. FX thread only. */
final class DriveCard extends DriveFace {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Drive drive;
    private final DrivesViewModel model;

    DriveCard(Drive drive, DrivesViewModel model) {
        super(drive, name(drive), Numbers.bytes(drive.bytes()) + " · " + drive.bus() + " · " + drive.device());
        this.drive = drive;
        this.model = model;
        setId("drive-" + drive.device().getFileName());
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
        if (write == null) {
            hideRing();
            show(resting());
            say(reasons());
            return;
        }
        ring(write.fraction(), outcome(write.state()));
        show(
                switch (write.state()) {
                    case RUNNING -> new StateLook(Tone.INFO, Icon.BUSY, write.doing());
                    case DONE -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("drives.done"));
                    case FAILED -> new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("drives.failed"));
                    case CANCELLED -> new StateLook(Tone.ATTENTION, Icon.STOP, Texts.text("drives.cancelled"));
                });
        say(
                write.problem() != null
                        ? DriveWords.of(write.problem())
                        : DriveWords.of(write.rate() > 0 && !write.state().ended() ? Numbers.rate(write.rate()) : ""));
    }

    private static Outcome outcome(JobState state) {
        return switch (state) {
            case RUNNING -> Outcome.OPEN;
            case DONE -> Outcome.DONE;
            case FAILED, CANCELLED -> Outcome.FAILED;
        };
    }

    private StateLook resting() {
        if (!drive.offered()) {
            return new StateLook(Tone.OFFLINE, Icon.RETIRED, Texts.text("drives.refused"));
        }
        return model.chosen().contains(drive.device())
                ? new StateLook(Tone.INFO, Icon.HEALTHY, Texts.text("drives.chosen"))
                : new StateLook(Tone.OFFLINE, Icon.DRIVES, Texts.text("drives.free"));
    }

    private DriveWords reasons() {
        if (drive.offered() && !drive.unmounts().isEmpty()) {
            return DriveWords.of(Texts.text("drives.unmounts", String.join(", ", drive.unmounts())));
        }
        return DriveWords.refused(drive);
    }

    private void mark() {
        pseudoClassStateChanged(SELECTED, model.chosen().contains(drive.device()));
        if (!model.writes().containsKey(drive.device())) {
            show(resting());
        }
    }
}
