package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.Subscription;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.flash.FlashDrive;
import dev.cairn.app.usecase.flash.FlashState;
import dev.cairn.app.usecase.job.JobSnapshot;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** One drive on the flash line: who it becomes, how far it is, how it ended. FX thread only; closed when it is taken away. */
final class FlashCard extends DriveFace {
    private final FlashDrive drive;
    private final @Nullable Subscription following;

    FlashCard(FlashDrive drive, FlashModel model, Consumer<Problem> failed) {
        super(drive.drive(), drive.identity() == null ? name(drive.drive()) : drive.identity(), facts(drive));
        this.drive = drive;
        if (drive.state() == FlashState.ASKS) {
            add(allowing(model, failed));
            setMinHeight(186);
        }
        show(look());
        say(resting());
        if (drive.state() == FlashState.REFUSED) {
            markRefused();
        }
        markFailed(drive.state() == FlashState.FAILED);
        following = drive.job() == null ? null : model.follow(drive.job(), this::show);
    }

    /** As for a drive that is chosen by hand, what is to be erased has to be typed. */
    private Node allowing(FlashModel model, Consumer<Problem> failed) {
        String wanted = DrivesViewModel.confirmation(List.of(drive.drive()));
        TextField typed = new TextField();
        typed.setId("flash-typed");
        typed.setPromptText(Texts.text("drives.confirm.type", wanted));
        typed.setAccessibleText(typed.getPromptText());
        HBox.setHgrow(typed, Priority.ALWAYS);
        var allow = Buttons.main(
                "flash-allow", Texts.text("flash.allow"), Icon.REMOVE, () -> model.allow(drive.drive(), failed));
        allow.getStyleClass().add("danger");
        allow.setMinWidth(USE_PREF_SIZE);
        allow.disableProperty()
                .bind(typed.textProperty().map(text -> !text.strip().equals(wanted)));
        typed.setOnAction(event -> allow.fire());
        return new HBox(8, typed, allow);
    }

    private static String facts(FlashDrive drive) {
        String facts =
                Numbers.bytes(drive.drive().bytes()) + " · " + drive.drive().device();
        return drive.identity() == null ? facts : name(drive.drive()) + " · " + facts;
    }

    FlashDrive drive() {
        return drive;
    }

    void close() {
        if (following != null) {
            following.close();
        }
    }

    private void show(JobSnapshot now) {
        switch (drive.state()) {
            case WRITTEN -> done(now);
            case WRITING -> running(now);
            default -> ring(now.fraction(), Outcome.FAILED);
        }
    }

    private StateLook look() {
        return switch (drive.state()) {
            case BEFORE -> new StateLook(Tone.OFFLINE, Icon.DRIVES, Texts.text("flash.state.before"));
            case SETTLING -> new StateLook(Tone.INFO, Icon.BUSY, Texts.text("flash.state.settling"));
            case REFUSED -> new StateLook(Tone.OFFLINE, Icon.RETIRED, Texts.text("drives.refused"));
            case ASKS -> new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("flash.state.asks"));
            case ALREADY -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("flash.state.already"));
            case WRITING -> new StateLook(Tone.INFO, Icon.BUSY, Texts.text("flash.state.writing"));
            case WRITTEN -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("drives.done"));
            case FAILED -> new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("drives.failed"));
        };
    }

    private DriveWords resting() {
        return switch (drive.state()) {
            case REFUSED -> DriveWords.refused(drive.drive());
            case BEFORE -> DriveWords.of(Texts.text("flash.before.words"));
            case ASKS ->
                DriveWords.of(Texts.text("flash.asks.words", DrivesViewModel.confirmation(List.of(drive.drive()))));
            case FAILED -> drive.problem() == null ? DriveWords.NONE : DriveWords.of(drive.problem());
            case SETTLING, ALREADY, WRITING, WRITTEN -> DriveWords.NONE;
        };
    }
}
