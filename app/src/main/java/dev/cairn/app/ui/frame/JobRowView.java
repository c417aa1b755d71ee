package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.control.ProgressWords;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.job.JobPart;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One job in the tray: state, title, what it does now, progress, rate, time left, details, cancel. FX thread only. */
final class JobRowView extends HBox {
    private final StackPane badge = new StackPane();
    private final Label title = new Label();
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final IconButton cancel;

    JobRowView(JobTrayViewModel.Row row, Desk desk) {
        getStyleClass().add("job-row");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        title.setMinWidth(USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "job-words");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        badge.setMinWidth(USE_PREF_SIZE);
        bar.setMinWidth(140);
        cancel = new IconButton("job-cancel", Icon.STOP, Texts.text("jobs.cancel"), row::cancel);
        IconButton details = new IconButton("job-details", Icon.FILE, Texts.text("jobs.details"), () -> {
            JobSnapshot now = row.now().get();
            desk.detail(now.title(), details(now));
        });
        getChildren().addAll(badge, title, bar, words, details, cancel);
        row.now().subscribe(this::show);
    }

    private void show(JobSnapshot now) {
        badge.getChildren().setAll(new StateBadge(look(now.state())));
        title.setText(now.title());
        words.setText(words(now));
        bar.setProgress(now.state() == JobState.RUNNING ? now.fraction() : Math.max(0, now.fraction()));
        bar.setVisible(now.state() == JobState.RUNNING);
        bar.setManaged(bar.isVisible());
        cancel.setDisable(now.state().ended());
    }

    static String words(JobSnapshot now) {
        if (now.problem() != null) {
            return dev.cairn.app.ui.text.ProblemWords.of(now.problem()).what();
        }
        if (!now.state().ended()) {
            return ProgressWords.of(
                    new JobPart(now.doing(), now.done(), now.total(), now.unit(), now.rate(), now.timeLeft()));
        }
        return now.endedAt() == null
                ? ""
                : Texts.text("jobs.took", Numbers.span(java.time.Duration.between(now.startedAt(), now.endedAt())));
    }

    private static StateLook look(JobState state) {
        String word = Texts.word(state);
        return switch (state) {
            case RUNNING -> new StateLook(Tone.INFO, Icon.BUSY, word);
            case DONE -> new StateLook(Tone.HEALTHY, Icon.HEALTHY, word);
            case FAILED -> new StateLook(Tone.BROKEN, Icon.BROKEN, word);
            case CANCELLED -> new StateLook(Tone.OFFLINE, Icon.STOP, word);
        };
    }

    private static VBox details(JobSnapshot now) {
        VBox box = new VBox(new StateBadge(look(now.state())));
        box.getStyleClass().add("detail");
        if (now.problem() != null) {
            box.getChildren().add(new ProblemPane(now.problem()));
        }
        Label log = new Label(now.log().isEmpty() ? Texts.text("jobs.no-log") : String.join("\n", now.log()));
        log.setWrapText(true);
        log.getStyleClass().add("mono");
        box.getChildren().add(log);
        return box;
    }
}
