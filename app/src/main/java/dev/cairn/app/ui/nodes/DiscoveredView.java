package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The discovered group: fills while one watches; a row is dragged to a site, or assigned with its button or Enter. FX thread only. */
final class DiscoveredView extends VBox {
    private static final double ROW = 42;
    private static final int MOST_ROWS = 5;

    private final NodesViewModel model;
    private final SiteTargets targets;
    private final Assigning assigning;
    private final ListView<Node> list = new ListView<>();

    DiscoveredView(NodesViewModel model, SiteTargets targets, Assigning assigning, Consumer<Node> show) {
        this.model = model;
        this.targets = targets;
        this.assigning = assigning;
        setId("discovered");
        getStyleClass().add("panel");
        setMinHeight(USE_PREF_SIZE);
        Label title = new Label("", Icon.FOUND.node());
        title.setId("discovered-title");
        title.getStyleClass().add("group-title");
        list.setId("discovered-list");
        list.setItems(model.discovered());
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Row());
        list.setPlaceholder(new Label(Texts.text("nodes.discovered.none")));
        list.setOnKeyPressed(event -> {
            Node chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                assigning.begin(chosen, null);
            }
        });
        list.setOnMouseClicked(event -> {
            Node chosen = list.getSelectionModel().getSelectedItem();
            if (event.getClickCount() == 1 && event.isStillSincePress() && chosen != null) {
                show.accept(chosen);
            }
        });
        model.discovered().subscribe(() -> resize(title));
        resize(title);
        getChildren().addAll(title, list);
    }

    private void resize(Label title) {
        int count = model.discovered().size();
        title.setText(count == 0 ? Texts.text("nodes.discovered.watching") : Texts.count("nodes.discovered", count));
        double height = ROW * Math.clamp(count, 1, MOST_ROWS) + 4;
        list.setMinHeight(height);
        list.setPrefHeight(height);
        list.setMaxHeight(height);
    }

    private final class Row extends ListCell<Node> {
        Row() {
            targets.dragFrom(this, this::getItem);
        }

        @Override
        protected void updateItem(@Nullable Node node, boolean empty) {
            super.updateItem(node, empty);
            setGraphic(node == null || empty ? null : row(node));
        }

        private HBox row(Node node) {
            LastSeen seen = node.lastSeen();
            Label name = new Label(node.label());
            name.getStyleClass().addAll("mono");
            Label where = new Label(seen == null ? "" : seen.address());
            where.getStyleClass().add("muted");
            Label machine = new Label(node.facts() == null ? "" : node.facts().product());
            machine.getStyleClass().add("muted");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            Button assign =
                    Buttons.plain("assign", Texts.text("nodes.assign"), Icon.ASSIGN, () -> assigning.begin(node, null));
            assign.setFocusTraversable(true);
            String age = seen == null ? "" : Times.ago(seen.at(), model.now());
            HBox row = new HBox(
                    10,
                    Icon.GRIP.node(),
                    name,
                    new StateBadge(Looks.of(node, model.now()), age, Looks.exact(seen)),
                    where,
                    machine,
                    gap,
                    assign);
            row.setAlignment(Pos.CENTER_LEFT);
            return row;
        }
    }
}
