package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import java.time.Instant;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What a failed trial logged, to read, copy and save. FX thread only. */
final class BootLogDialog extends VBox {
    private static final double WIDTH = 980;
    private static final double HEIGHT = 600;

    BootLogDialog(String node, KeptTrialLog kept, Instant now, NodeDetailModel model, FileChoosing files, Desk desk) {
        TrialLog log = kept.log();
        setId("boot-log-dialog");
        getStyleClass().add("dialog-box");
        setMaxSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        Label heading = new Label(Texts.text("nodes.log.title", node, log.slot().toUpperCase(Locale.ROOT)));
        heading.getStyleClass().add("title-3");
        Label when = new Label(
                Texts.text("nodes.log.when", Times.ago(log.ended(), now), Times.ago(kept.taken(), now), log.boot()));
        when.getStyleClass().add("muted");
        when.setWrapText(true);
        TextArea text = new TextArea(log.text());
        text.setId("boot-log-text");
        text.setAccessibleText(heading.getText());
        text.setEditable(false);
        text.getStyleClass().addAll("mono", "first-focus");
        VBox.setVgrow(text, Priority.ALWAYS);
        getChildren().addAll(heading, when);
        if (log.cut()) {
            Label cut = new Label(Texts.text("nodes.log.cut"));
            cut.getStyleClass().add("muted");
            getChildren().add(cut);
        }
        getChildren().addAll(text, buttons(node, log, model, files, desk));
        // What happened last is what it failed of.
        text.positionCaret(log.text().length());
        text.setScrollTop(Double.MAX_VALUE);
    }

    private static HBox buttons(String node, TrialLog log, NodeDetailModel model, FileChoosing files, Desk desk) {
        HBox buttons = new HBox(
                8,
                Buttons.plain("boot-log-copy", Texts.text("nodes.log.copy"), Icon.COPY, () -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(log.text());
                    Clipboard.getSystemClipboard().setContent(content);
                    desk.notice(Texts.text("nodes.log.copied"));
                }),
                Buttons.plain(
                        "boot-log-save",
                        Texts.text("nodes.log.save"),
                        Icon.EXPORT,
                        () -> files.saveAs(Texts.text("nodes.log.save"), "boot-log-" + node + ".txt")
                                .ifPresent(file -> model.save(
                                        log, file, () -> desk.notice(Texts.text("nodes.log.saved", file.toString()))))),
                Buttons.main("boot-log-close", Texts.text("nodes.log.close"), Icon.CLOSE, desk::closeDialog));
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }
}
