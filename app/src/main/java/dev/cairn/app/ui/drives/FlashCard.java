package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.Subscription;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.ProgressRing;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.flash.FlashDrive;
import dev.cairn.app.usecase.flash.FlashState;
import dev.cairn.app.usecase.job.JobSnapshot;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One drive on the flash line: who it becomes, how far it is, how it ended. FX thread only; closed when it is taken away. */
final class FlashCard extends VBox {
    private final FlashDrive drive;
    private final ProgressRing ring = new ProgressRing(28);
    private final StackPane badge = new StackPane();
    private final Label words = new Label();
    private final @Nullable Subscription following;

    FlashCard(FlashDrive drive, FlashModel model) {
        this.drive = drive;
        getStyleClass().add("card");
        setPrefWidth(320);
        setMinHeight(150);
        Label title = new Label(drive.identity() == null ? name(drive) : drive.identity());
        title.getStyleClass().add("title-4");
        Label what = new Label(
                drive.identity() == null
                        ? Numbers.bytes(drive.drive().bytes()) + " · "
                                + drive.drive().device()
                        : name(drive) + " · " + Numbers.bytes(drive.drive().bytes()) + " · "
                                + drive.drive().device());
        what.getStyleClass().add("muted");
        Label serial = new Label(Texts.text(
                "drives.serial",
                drive.drive().serial().isBlank() ? "–" : drive.drive().serial()));
        serial.getStyleClass().addAll("muted", "mono");
        RefusalWords.explain(words, drive.drive());
        badge.setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "small");
        VBox left = new VBox(4, title, what, serial, badge, words);
        if (drive.state() == FlashState.ASKS) {
            var allow = Buttons.main(
                    "flash-allow", Texts.text("flash.allow"), Icon.DRIVES, () -> model.allow(drive.drive()));
            allow.getStyleClass().add("danger");
            left.getChildren().add(allow);
        }
        HBox.setHgrow(left, Priority.ALWAYS);
        ring.managedProperty().bind(ring.visibleProperty());
        HBox body = new HBox(8, left, ring);
        body.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(body);
        setAccessibleText(title.getText() + " " + what.getText());
        badge.getChildren().setAll(new StateBadge(look(null)));
        words.setText(resting());
        ring.setVisible(drive.job() != null);
        following = drive.job() == null ? null : model.follow(drive.job(), this::show);
    }

    FlashDrive drive() {
        return drive;
    }

    void close() {
        if (following != null) {
            following.close();
        }
    }

    private static String name(FlashDrive drive) {
        return drive.drive().model().isBlank()
                ? String.valueOf(drive.drive().device().getFileName())
                : drive.drive().model();
    }

    private void show(JobSnapshot now) {
        boolean good = drive.state() == FlashState.WRITTEN;
        ring.progressProperty().set(good ? 1 : Math.max(0, now.fraction()));
        ring.getStyleClass().removeAll("done", "failed");
        if (drive.state() != FlashState.WRITING) {
            ring.getStyleClass().add(good ? "done" : "failed");
            return;
        }
        badge.getChildren().setAll(new StateBadge(look(now)));
        String left = now.timeLeft() == null ? "" : " · " + Texts.text("flash.left", Numbers.span(now.timeLeft()));
        words.setText(now.rate() > 0 ? Numbers.rate(now.rate()) + left : "");
    }

    private StateLook look(@Nullable JobSnapshot now) {
        return switch (drive.state()) {
            case BEFORE -> new StateLook(Tone.OFFLINE, Icon.DRIVES, Texts.text("flash.state.before"));
            case SETTLING -> new StateLook(Tone.INFO, Icon.BUSY, Texts.text("flash.state.settling"));
            case REFUSED -> new StateLook(Tone.OFFLINE, Icon.RETIRED, Texts.text("drives.refused"));
            case ASKS -> new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("flash.state.asks"));
            case ALREADY -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("flash.state.already"));
            case WRITING ->
                new StateLook(Tone.INFO, Icon.BUSY, now == null ? Texts.text("flash.state.writing") : now.doing());
            case WRITTEN -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("drives.done"));
            case FAILED -> new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("drives.failed"));
        };
    }

    private String resting() {
        return switch (drive.state()) {
            case REFUSED -> RefusalWords.brief(drive.drive());
            case BEFORE -> Texts.text("flash.before.words");
            case ASKS -> Texts.text("flash.asks.words");
            case FAILED ->
                drive.problem() == null ? "" : ProblemWords.of(drive.problem()).what();
            case SETTLING, ALREADY, WRITING, WRITTEN -> "";
        };
    }
}
