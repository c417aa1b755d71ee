package dev.cairn.app.ui.start;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The first start: a new fleet or, where it is available, a demo fleet; two clicks each at most. FX thread only. */
public final class StartView extends VBox {
    private final VBox problems = new VBox();

    /** {@code create} makes a fleet of this name, or tells the problem. */
    public StartView(BiConsumer<String, Consumer<Problem>> create, Optional<DemoFleet> demo) {
        setId("start");
        setAlignment(Pos.CENTER);
        setSpacing(16);
        Label title = new Label(Texts.text("start.title"));
        title.getStyleClass().add("title-2");
        Label words = new Label(Texts.text("start.words"));
        words.getStyleClass().add("muted");
        HBox cards = new HBox(16, newFleet(create));
        demo.ifPresent(fleet -> cards.getChildren().add(demoFleet(fleet)));
        cards.setAlignment(Pos.CENTER);
        problems.setMaxWidth(560);
        getChildren().addAll(title, words, cards, problems);
    }

    private Node newFleet(BiConsumer<String, Consumer<Problem>> create) {
        TextField name = new TextField(Texts.text("start.new.default-name"));
        name.setId("start-name");
        Label label = new Label(Texts.text("start.new.name"));
        label.setLabelFor(name);
        label.getStyleClass().add("field-label");
        Runnable run = () ->
                create.accept(name.getText(), problem -> problems.getChildren().setAll(new ProblemPane(problem)));
        Button button = Buttons.main("start-new", Texts.text("start.new.action"), Icon.KEY, run);
        button.setDefaultButton(true);
        return card(Icon.NODES, Texts.text("start.new.title"), Texts.text("start.new.words"), label, name, button);
    }

    private Node demoFleet(DemoFleet demo) {
        Button button = Buttons.plain("start-demo", Texts.text("start.demo.action"), Icon.DEMO, demo::start);
        return card(Icon.DEMO, Texts.text("start.demo.title"), Texts.text("start.demo.words"), button);
    }

    private static Node card(Icon icon, String title, String words, Node... rest) {
        Label heading = new Label(title, icon.node());
        heading.getStyleClass().add("title-4");
        Label sentence = new Label(words);
        sentence.setWrapText(true);
        sentence.getStyleClass().add("muted");
        VBox card = new VBox(heading, sentence);
        card.getChildren().addAll(rest);
        card.getStyleClass().add("card");
        card.setPrefWidth(320);
        card.setMinHeight(190);
        return card;
    }
}
