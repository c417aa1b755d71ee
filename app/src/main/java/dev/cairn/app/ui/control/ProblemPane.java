package dev.cairn.app.ui.control;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.problem.ProblemTexts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A problem in place: what happened, why it matters, what to do, and its code to copy. FX thread only. */
public final class ProblemPane extends VBox {
    /** Shows the problem. */
    public ProblemPane(Problem problem) {
        getStyleClass().add("problem");
        ProblemTexts.Text words = ProblemWords.of(problem);
        HBox head = new HBox(8, Icon.BROKEN.node(), wrapped(words.what(), "problem-what"));
        getChildren().add(head);
        if (!words.why().isEmpty()) {
            getChildren().add(wrapped(words.why(), "muted"));
        }
        if (!words.remedy().isEmpty()) {
            getChildren().add(wrapped(words.remedy(), "problem-do"));
        }
        Button code = new Button(problem.code(), Icon.COPY.node());
        code.getStyleClass().addAll("flat", "digest", "problem-code");
        code.setAccessibleText(Texts.text("problem.copy", problem.code()));
        code.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(
                    problem.code() + " (" + problem.phase() + ") " + problem.element() + " " + problem.arguments());
            Clipboard.getSystemClipboard().setContent(content);
            code.setText(Texts.text("digest.copied"));
        });
        getChildren().add(code);
    }

    private static Label wrapped(String words, String styleClass) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
