package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfileVerdict;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The verdict along the bottom: complete or not, how much, and each problem as a way to its slab. FX thread only. */
final class VerdictBar extends VBox {
    private final ProfilesViewModel model;
    private final Label words = new Label();
    private final VBox problems = new VBox(2);

    VerdictBar(ProfilesViewModel model) {
        this.model = model;
        setId("verdict");
        getStyleClass().add("verdict");
        setSpacing(4);
        setMinHeight(USE_PREF_SIZE);
        words.setId("verdict-words");
        words.getStyleClass().add("strong");
        ScrollPane scroll = new ScrollPane(problems);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(108);
        scroll.getStyleClass().add("plain-scroll");
        getChildren().addAll(words, scroll);
        problems.getChildren().subscribe(() -> {
            scroll.setVisible(!problems.getChildren().isEmpty());
            scroll.setManaged(!problems.getChildren().isEmpty());
        });
        scroll.setVisible(false);
        scroll.setManaged(false);
        model.verdictProperty().subscribe(this::show);
    }

    private void show(@Nullable ProfileVerdict verdict) {
        getStyleClass().removeAll("tone-healthy", "tone-attention");
        if (verdict == null) {
            words.setText("");
            words.setGraphic(null);
            problems.getChildren().clear();
            return;
        }
        boolean complete = verdict.complete();
        getStyleClass().add(complete ? "tone-healthy" : "tone-attention");
        words.setGraphic((complete ? Icon.HEALTHY : Icon.ATTENTION).node());
        String amount = Texts.text(
                "profiles.verdict.amount", verdict.present(), verdict.artifacts(), Numbers.bytes(verdict.bytes()));
        words.setText(
                complete
                        ? Texts.text("profiles.verdict.complete", amount)
                        : Texts.count(
                                        "profiles.verdict.problems",
                                        verdict.findings().size()) + " · " + amount);
        List<Button> lines = verdict.findings().stream().map(this::line).toList();
        problems.getChildren().setAll(lines);
    }

    private Button line(ProfileFinding finding) {
        var text = ProblemWords.of(finding.problem());
        String place = finding.line() > 0 ? Texts.text("profiles.verdict.line", finding.line()) + " " : "";
        Button line = new Button(place + text.what() + " " + text.remedy());
        line.getStyleClass().addAll("flat", "link-button");
        line.setOnAction(event -> model.selectedProperty().set(finding.layer()));
        return line;
    }
}
