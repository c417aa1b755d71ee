package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.function.Supplier;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The sites that a discovered node can be dragged to; shown while there is something to drag. FX thread only. */
final class SiteTargets extends VBox {
    private final NodesViewModel model;
    private final Assigning assigning;
    private final VBox list = new VBox(6);
    private @Nullable Node dragged;

    SiteTargets(NodesViewModel model, Assigning assigning) {
        this.model = model;
        this.assigning = assigning;
        setId("site-targets");
        getStyleClass().add("panel");
        setMinWidth(200);
        setPrefWidth(200);
        Label title = new Label(Texts.text("nodes.targets"));
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.getStyleClass().add("group-title");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        getChildren().addAll(title, scroll);
        model.sites().subscribe(this::rebuild);
        model.discovered().subscribe(this::appear);
        rebuild();
        appear();
    }

    /** Makes a node draggable: the node that {@code what} answers is taken along. */
    void dragFrom(javafx.scene.Node handle, Supplier<@Nullable Node> what) {
        handle.addEventHandler(MouseEvent.DRAG_DETECTED, event -> {
            dragged = what.get();
            if (dragged != null) {
                handle.startFullDrag();
                cursor(handle.getScene(), Cursor.CLOSED_HAND);
            }
        });
        handle.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> {
            dragged = null;
            cursor(handle.getScene(), Cursor.DEFAULT);
        });
    }

    private static void cursor(@Nullable Scene scene, Cursor cursor) {
        if (scene != null) {
            scene.setCursor(cursor);
        }
    }

    private void appear() {
        boolean useful = !model.discovered().isEmpty();
        setVisible(useful);
        setManaged(useful);
    }

    private void rebuild() {
        list.getChildren().setAll(model.sites().stream().map(this::target).toList());
        if (model.sites().isEmpty()) {
            Label none = new Label(Texts.text("nodes.targets.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            list.getChildren().add(none);
        }
    }

    private HBox target(Site site) {
        HBox target = new HBox(Icon.SITES.node(), new Label(site.name()));
        target.setId("target-" + site.name());
        target.getStyleClass().add("site-target");
        target.addEventHandler(MouseDragEvent.MOUSE_DRAG_ENTERED, event -> {
            if (dragged != null) {
                target.getStyleClass().add("drop-target");
            }
        });
        target.addEventHandler(
                MouseDragEvent.MOUSE_DRAG_EXITED,
                event -> target.getStyleClass().remove("drop-target"));
        target.addEventHandler(MouseDragEvent.MOUSE_DRAG_RELEASED, event -> {
            Node node = dragged;
            dragged = null;
            if (node != null) {
                assigning.begin(node, site);
            }
        });
        return target;
    }
}
