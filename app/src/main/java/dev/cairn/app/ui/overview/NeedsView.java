package dev.cairn.app.ui.overview;

import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.fleet.NeedsYou;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** "Needs you": each line a thing for a person, with its one action. FX thread only. */
final class NeedsView extends VBox {
    private final Desk desk;
    private final VBox lines = new VBox();

    NeedsView(Desk desk) {
        this.desk = desk;
        setId("needs");
        getStyleClass().add("card");
        setMinHeight(USE_PREF_SIZE);
        Label title = new Label(Texts.text("overview.needs"));
        title.getStyleClass().add("title-4");
        getChildren().addAll(title, lines);
    }

    void show(List<NeedsYou> needs) {
        lines.getChildren()
                .setAll(
                        needs.isEmpty()
                                ? List.of(nothing())
                                : needs.stream().map(this::line).toList());
    }

    private static Node nothing() {
        Label label = new Label(Texts.text("overview.needs.nothing"), Icon.HEALTHY.node());
        label.getStyleClass().add("muted");
        return label;
    }

    private Node line(NeedsYou need) {
        String key = "need." + need.kind().name().toLowerCase(Locale.ROOT);
        Label words = new Label(Texts.text(key, need.label()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Node action = Buttons.link(
                key.replace('.', '-'),
                Texts.text(key + ".action"),
                () -> desk.goTo(place(need.kind()), need.subject()));
        HBox line = new HBox(new StateBadge(look(need.kind())), words, gap, action);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("need");
        return line;
    }

    private static StateLook look(NeedsYou.Kind kind) {
        return switch (kind) {
            case NODE_DEGRADED, ROLLOUT_FAILED -> new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("need.broken"));
            case UPDATE_ROLLED_BACK, SET_PASSPHRASE ->
                new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("need.decision"));
            case ASSIGN_NODE -> new StateLook(Tone.INFO, Icon.FOUND, Texts.text("need.new"));
            case MAKE_FLEET, IMPORT_ARTIFACTS, MAKE_PROFILE, ADD_SITE ->
                new StateLook(Tone.INFO, Icon.NEXT, Texts.text("need.step"));
        };
    }

    private static Place place(NeedsYou.Kind kind) {
        return switch (kind) {
            case NODE_DEGRADED, UPDATE_ROLLED_BACK, ASSIGN_NODE -> Place.NODES;
            case ROLLOUT_FAILED -> Place.ROLLOUTS;
            case MAKE_FLEET -> Place.OVERVIEW;
            case IMPORT_ARTIFACTS -> Place.LIBRARY;
            case MAKE_PROFILE -> Place.PROFILES;
            case ADD_SITE -> Place.SITES;
            case SET_PASSPHRASE -> Place.SETTINGS;
        };
    }
}
