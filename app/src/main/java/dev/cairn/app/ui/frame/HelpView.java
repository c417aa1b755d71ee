package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Facts;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Help: the keys, and the words that the app uses. FX thread only. */
final class HelpView extends VBox {
    HelpView(Runnable close) {
        setId("help-dialog");
        getStyleClass().add("dialog-box");
        setMaxSize(600, USE_PREF_SIZE);
        Label title = new Label(Texts.text("help.title"));
        title.getStyleClass().add("title-3");
        Facts keys = new Facts();
        for (String key : List.of("help.palette", "help.places", "help.theme", "help.close", "help.this")) {
            keys.add(Texts.text(key + ".key"), Texts.text(key + ".does"));
        }
        Label wordsTitle = new Label(Texts.text("help.words"));
        wordsTitle.getStyleClass().add("section-title");
        Facts words = new Facts();
        for (String key :
                List.of("help.site", "help.node", "help.profile", "help.release", "help.slot", "help.order")) {
            words.add(Texts.text(key + ".word"), Texts.text(key + ".means"));
        }
        HBox buttons = new HBox(Buttons.main("help-close", Texts.text("help.done"), Icon.CLOSE, close));
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, keys, wordsTitle, words, buttons);
    }
}
