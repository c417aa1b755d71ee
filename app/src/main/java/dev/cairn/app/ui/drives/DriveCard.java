package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
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
        if (drive.offered() && model.isIn(drive)) {
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
        showWrite();
    }

    /** Shows whether it is chosen, and how its writing stands. */
    void showWrite() {
        pseudoClassStateChanged(SELECTED, isChosen());
        JobSnapshot write = model.writeOf(drive).orElse(null);
        if (write == null || isChosen() && write.state().ended()) {
            hideRing();
            markFailed(false);
            show(resting());
            say(reasons());
            return;
        }
        markFailed(write.state() == JobState.FAILED);
        switch (write.state()) {
            case RUNNING -> running(write);
            case DONE -> done(write);
            case FAILED -> ended(write, new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("drives.failed")));
            case CANCELLED -> ended(write, new StateLook(Tone.ATTENTION, Icon.STOP, Texts.text("drives.cancelled")));
        }
    }

    private void ended(JobSnapshot write, StateLook look) {
        ring(write.fraction(), Outcome.FAILED);
        show(look);
        say(write.problem() == null ? DriveWords.NONE : DriveWords.of(write.problem()));
    }

    private StateLook resting() {
        if (!drive.offered()) {
            markRefused();
            return new StateLook(Tone.OFFLINE, Icon.RETIRED, Texts.text("drives.refused"));
        }
        return isChosen()
                ? new StateLook(Tone.INFO, Icon.HEALTHY, Texts.text("drives.chosen"))
                : new StateLook(Tone.OFFLINE, Icon.DRIVES, Texts.text("drives.free"));
    }

    private DriveWords reasons() {
        if (drive.offered() && !drive.unmounts().isEmpty()) {
            return DriveWords.of(Texts.text("drives.unmounts", String.join(", ", drive.unmounts())));
        }
        return drive.offered()
                ? model.recordOf(drive).map(DriveCard::written).orElse(DriveWords.NONE)
                : DriveWords.refused(drive);
    }

    private static DriveWords written(DriveWrite record) {
        String when = Times.stamp(record.endedAt());
        String identity = record.flash() == null ? null : record.flash().identity();
        return DriveWords.of(
                identity == null
                        ? Texts.text("drives.was-written", when)
                        : Texts.text("drives.was-written-as", identity, when));
    }

    private boolean isChosen() {
        return model.chosen().contains(drive.device());
    }
}
