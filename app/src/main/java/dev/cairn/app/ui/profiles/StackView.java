package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileVerdict;
import dev.cairn.app.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.layout.VBox;

/** The stack: slabs lying on each other, the base OS at the bottom. FX thread only. */
final class StackView extends VBox {
    private final ProfilesViewModel model;
    private final VBox slabs = new VBox(6);
    private final Label title = new Label();
    private int dragged = -1;

    StackView(ProfilesViewModel model) {
        this.model = model;
        setId("stack");
        setSpacing(8);
        setMinWidth(280);
        title.getStyleClass().add("group-title");
        slabs.setAlignment(Pos.BOTTOM_CENTER);
        slabs.setFillWidth(true);
        ScrollPane scroll = new ScrollPane(slabs);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("plain-scroll");
        setVgrow(scroll, javafx.scene.layout.Priority.ALWAYS);
        getChildren().addAll(title, scroll);
        model.draftProperty().subscribe(draft -> rebuild());
        model.verdictProperty().subscribe(verdict -> rebuild());
        model.selectedProperty().subscribe(index -> mark());
    }

    private void rebuild() {
        ProfileDraft draft = model.draftProperty().get();
        if (draft == null) {
            slabs.getChildren().clear();
            title.setText("");
            return;
        }
        title.setText(Texts.text("profiles.stack", draft.name()));
        boolean hadFocus = slabs.getChildren().stream().anyMatch(Node::isFocused);
        ProfileVerdict verdict = model.verdictProperty().get();
        List<Node> drawn = new ArrayList<>();
        for (int i = draft.layers().size() - 1; i >= 0; i--) {
            drawn.add(slab(i, draft.layers().get(i), verdict));
        }
        if (drawn.isEmpty()) {
            Label none = new Label(Texts.text("profiles.stack.empty"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            drawn.add(none);
        }
        slabs.getChildren().setAll(drawn);
        mark();
        if (hadFocus) {
            slabs.getChildren().stream()
                    .filter(node -> node instanceof Slab slab
                            && slab.index() == model.selectedProperty().get())
                    .findFirst()
                    .ifPresent(Node::requestFocus);
        }
    }

    private Slab slab(int index, Layer layer, @org.jspecify.annotations.Nullable ProfileVerdict verdict) {
        Slab slab = new Slab(
                index,
                layer,
                verdict == null
                        ? List.of()
                        : verdict.findings().stream()
                                .filter(finding -> finding.layer() == index)
                                .toList(),
                model);
        slab.setOnDragDetected(event -> {
            dragged = index;
            slab.startFullDrag();
        });
        slab.addEventHandler(MouseDragEvent.MOUSE_DRAG_ENTERED, event -> {
            if (dragged >= 0 && dragged != index) {
                slab.getStyleClass().add("drop-target");
            }
        });
        slab.addEventHandler(
                MouseDragEvent.MOUSE_DRAG_EXITED, event -> slab.getStyleClass().remove("drop-target"));
        slab.addEventHandler(MouseDragEvent.MOUSE_DRAG_RELEASED, event -> {
            int from = dragged;
            dragged = -1;
            if (from >= 0 && from != index) {
                model.move(from, index - from);
            }
        });
        return slab;
    }

    private void mark() {
        int selected = model.selectedProperty().get();
        slabs.getChildren().forEach(node -> {
            if (node instanceof Slab slab) {
                slab.mark(slab.index() == selected);
            }
        });
    }
}
