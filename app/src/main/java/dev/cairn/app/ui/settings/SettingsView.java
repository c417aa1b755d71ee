package dev.cairn.app.ui.settings;

import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.ui.control.DigestLabel;
import dev.cairn.app.ui.control.Facts;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Theme;
import dev.cairn.app.ui.work.Loadable;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Builds the settings screen. FX thread only. */
final class SettingsView extends VBox {
    private final VBox sections = new VBox(12);
    private final Node vault;
    private final ComboBox<Theme> theme = new ComboBox<>();

    SettingsView(SettingsViewModel model, ObjectProperty<Theme> themeProperty, Node vault) {
        this.vault = vault;
        setId("settings");
        getStyleClass().add("screen");
        theme.setId("settings-theme");
        theme.setAccessibleText(Texts.text("settings.theme"));
        theme.getItems().setAll(Theme.values());
        theme.setConverter(new Words<>(Texts::word));
        theme.valueProperty().bindBidirectional(themeProperty);
        sections.setMaxWidth(720);
        LoadablePane<SettingsViewModel.Content> pane =
                new LoadablePane<>(model.stateProperty(), sections, () -> new Label(Texts.text("loading")));
        StackPane.setAlignment(sections, javafx.geometry.Pos.TOP_LEFT);
        getChildren().addAll(new ScreenHead(Texts.text("settings.title")), pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<SettingsViewModel.Content> ready) {
                show(ready.value());
            }
        });
    }

    private void show(SettingsViewModel.Content content) {
        Facts look = new Facts().add(Texts.text("settings.theme"), theme);
        Facts fleet = new Facts();
        if (content.fleet().isPresent()) {
            Fleet made = content.fleet().get();
            fleet.add(Texts.text("settings.fleet.name"), made.name())
                    .add(Texts.text("settings.fleet.key"), new DigestLabel(made.publicKey()))
                    .add(Texts.text("settings.fleet.made"), Times.stamp(made.createdAt()));
        } else {
            fleet.add(Texts.text("settings.fleet.name"), Texts.text("settings.fleet.none"));
        }
        TextField folder = new TextField(content.home().toString());
        folder.setId("settings-home");
        folder.setEditable(false);
        folder.getStyleClass().add("mono");
        Facts data = new Facts().add(Texts.text("settings.home"), folder);
        Facts listening = new Facts()
                .add(
                        Texts.text("settings.listening"),
                        Texts.text(content.watching() ? "settings.listening.on" : "settings.listening.off"))
                .add(Texts.text("settings.rejected"), Numbers.whole(content.rejected()));
        sections.getChildren()
                .setAll(
                        section(Texts.text("settings.look"), look),
                        section(Texts.text("settings.fleet"), fleet),
                        section(Texts.text("settings.vault"), vault),
                        section(Texts.text("settings.data"), data),
                        section(Texts.text("settings.network"), listening));
    }

    private static VBox section(String title, Node content) {
        Label heading = new Label(title);
        heading.getStyleClass().add("title-4");
        VBox section = new VBox(heading, content);
        section.getStyleClass().add("card");
        return section;
    }
}
