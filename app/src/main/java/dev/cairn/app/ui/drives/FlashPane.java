package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.library.Image;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.flash.FlashStatus;
import dev.cairn.app.usecase.flash.KeptName;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The strip of the flash line: what it would do, or the large counter while it does it. FX thread only. */
final class FlashPane extends HBox {
    private final FlashModel model;
    private final ObservableValue<@Nullable Image> image;
    private final Desk desk;

    FlashPane(FlashModel model, ObservableValue<@Nullable Image> image, Desk desk) {
        super(16);
        this.model = model;
        this.image = image;
        this.desk = desk;
        setId("flash");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().addAll("card", "flash");
        model.statusProperty().subscribe(this::show);
    }

    private void show(FlashStatus status) {
        getStyleClass().remove("armed");
        if (status.armed()) {
            getStyleClass().add("armed");
            getChildren()
                    .setAll(
                            counter(status),
                            sentences(armedWords(status), waits(status)),
                            gap(),
                            giveUp(status),
                            labels(status),
                            stop(),
                            finish());
        } else if (status.run() != null) {
            getChildren()
                    .setAll(
                            counter(status),
                            sentences(Texts.text("flash.paused"), paused(status)),
                            gap(),
                            giveUp(status),
                            labels(status),
                            arm("flash.go-on"),
                            finish());
        } else {
            getChildren()
                    .setAll(
                            sentences(Texts.text("flash.title"), Texts.text("flash.words")),
                            gap(),
                            prefix(),
                            asks(),
                            arm("flash.arm"));
        }
    }

    private static Node counter(FlashStatus status) {
        Label count = new Label(String.valueOf(status.written()));
        count.setId("flash-count");
        count.getStyleClass().add("flash-count");
        Label unit = new Label(Texts.text("flash.written"));
        unit.getStyleClass().addAll("muted", "small");
        VBox box = new VBox(count, unit);
        box.setAlignment(Pos.CENTER);
        box.setMinWidth(88);
        box.setAccessibleText(status.written() + " " + unit.getText());
        return box;
    }

    private static Node sentences(String title, String words) {
        Label first = new Label(title);
        first.getStyleClass().add("title-4");
        Label second = new Label(words);
        second.getStyleClass().add("muted");
        second.setId("flash-next");
        second.setWrapText(true);
        second.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(4, first, second);
        box.setMinWidth(0);
        return box;
    }

    private static String armedWords(FlashStatus status) {
        return status.failed() == 0 ? Texts.text("flash.armed") : Texts.text("flash.armed.failed", status.failed());
    }

    private static String waits(FlashStatus status) {
        return next(status).isEmpty() ? Texts.text("flash.put-in") : Texts.text("flash.put-in") + " " + next(status);
    }

    private static String paused(FlashStatus status) {
        return status.next() == null ? "" : Texts.text("flash.next-drive", status.next()) + kept(status.kept());
    }

    private static String next(FlashStatus status) {
        return status.next() == null ? "" : Texts.text("flash.next", status.next()) + kept(status.kept());
    }

    private static String kept(List<KeptName> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 ->
                " "
                        + Texts.text(
                                "flash.kept",
                                names.getFirst().identity(),
                                names.getFirst().drive());
            default -> " " + Texts.text("flash.kept-more", names.size());
        };
    }

    private static Node gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private Node prefix() {
        TextField field = new TextField();
        field.setId("flash-prefix");
        field.setPromptText(Texts.text("flash.prefix"));
        field.setAccessibleText(Texts.text("flash.prefix"));
        field.setPrefWidth(200);
        field.textProperty().bindBidirectional(model.hostPrefixProperty());
        return field;
    }

    private Node asks() {
        CheckBox box = new CheckBox(Texts.text("flash.asks"));
        box.setId("flash-asks");
        box.setMinWidth(USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(model.asksProperty());
        return box;
    }

    private Node arm(String words) {
        var button = Buttons.main("flash-arm", Texts.text(words), Icon.DRIVES, this::armNow);
        button.disableProperty().bind(image.map(now -> false).orElse(true));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void armNow() {
        Image what = image.getValue();
        if (what != null) {
            model.arm(what, desk::problem);
        }
    }

    private Node stop() {
        return whole(
                Buttons.plain("flash-stop", Texts.text("flash.stop"), Icon.STOP, () -> model.disarm(desk::problem)));
    }

    private Node labels(FlashStatus status) {
        var button = Buttons.plain("flash-labels", Texts.text("flash.labels"), Icon.LIBRARY, this::print);
        button.setDisable(status.written() == 0);
        return whole(button);
    }

    private void print() {
        model.print(pdf -> desk.notice(Texts.text("flash.labels.at", pdf)), desk::problem);
    }

    /** Takes no room where no name is kept. */
    private Node giveUp(FlashStatus status) {
        int names = status.kept().size();
        String words = names == 1
                ? Texts.text("flash.give-up", status.kept().getFirst().identity())
                : Texts.text("flash.give-up-more", names);
        Button button = Buttons.plain("flash-give-up", words, Icon.REMOVE, () -> model.giveUpKept(desk::problem));
        button.setTooltip(new Tooltip(Texts.text("flash.give-up.means")));
        button.setVisible(names > 0);
        button.setManaged(names > 0);
        return whole(button);
    }

    private Node finish() {
        return whole(Buttons.plain(
                "flash-finish", Texts.text("flash.finish"), Icon.HEALTHY, () -> model.finish(desk::problem)));
    }

    /** The sentences beside it wrap instead. */
    private static Button whole(Button button) {
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
