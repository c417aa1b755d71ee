package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.ui.control.DigestLabel;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What of a release's applications a node has, what it does with the next ones, and what went wrong with the last. FX thread only. */
final class ContentLine extends VBox {
    ContentLine(ContentReport content) {
        super(4);
        getStyleClass().add("content-line");
        String digest = content.digest();
        Label what = small(Texts.text(digest == null ? "sites.content.none" : "sites.content.has"));
        HBox line = digest == null ? new HBox(what) : new HBox(6, what, new DigestLabel(digest));
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(line);
        if (!content.phase().equals("idle")) {
            getChildren()
                    .add(new StateBadge(new StateLook(Tone.INFO, Icon.UPDATE, Texts.text(keyOf(content.phase())))));
        }
        String failed = content.failed();
        if (failed != null) {
            HBox what2 = new HBox(
                    6,
                    new StateBadge(new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("sites.content.failed"))),
                    new DigestLabel(failed));
            what2.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(what2, small(content.reason()));
        }
    }

    /** Phases of an agent that this program does not know yet are still phases. */
    static String keyOf(String phase) {
        return switch (phase) {
            case "transfer" -> "sites.content.transfer";
            case "place" -> "sites.content.place";
            case "roll" -> "sites.content.roll";
            default -> "sites.content.changes";
        };
    }

    private static Label small(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "small");
        return words;
    }
}
