package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The detail of the selected thing, coming from the right; pinned it takes its own room. FX thread only. */
final class Drawer extends VBox {
    private static final PseudoClass PINNED = PseudoClass.getPseudoClass("pinned");
    private static final double WIDTH = 392;

    private final Label title = new Label();
    private final ScrollPane body = new ScrollPane();
    private final BooleanProperty pinned = new SimpleBooleanProperty(false);
    private final BooleanProperty open = new SimpleBooleanProperty(false);

    Drawer() {
        setId("drawer");
        getStyleClass().add("drawer");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        title.getStyleClass().add("title-4");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        IconButton pin =
                new IconButton("drawer-pin", Icon.PIN, Texts.text("drawer.pin"), () -> pinned.set(!pinned.get()));
        IconButton close = new IconButton("drawer-close", Icon.CLOSE, Texts.text("drawer.close"), this::close);
        HBox head = new HBox(title, pin, close);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("drawer-head");
        body.setFitToWidth(true);
        body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body.getStyleClass().add("drawer-body");
        setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        pinned.subscribe(now -> pin.pseudoClassStateChanged(PINNED, now));
        visibleProperty().bind(open);
        managedProperty().bind(open);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    void show(String heading, Node content) {
        title.setText(heading);
        boolean sameThing = open.get() && content == body.getContent();
        body.setContent(content);
        if (!sameThing) {
            body.setVvalue(0);
        }
        open.set(true);
    }

    void close() {
        open.set(false);
    }

    BooleanProperty pinnedProperty() {
        return pinned;
    }
}
