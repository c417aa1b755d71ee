package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.theme.Theme;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The top bar: where I am, the command palette, what is reachable now, light or dark, help. FX thread only. */
final class TopBar extends HBox {
    private final HBox crumbs = new HBox();
    private final IconButton themeButton;

    TopBar(
            ObservableValue<String> reachable,
            ObservableValue<Boolean> locked,
            Runnable unlock,
            Runnable openPalette,
            Runnable switchTheme,
            Runnable help) {
        setId("top-bar");
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        crumbs.setAlignment(Pos.CENTER_LEFT);
        crumbs.getStyleClass().add("crumbs");
        crumbs.setId("crumbs");
        Button palette = new Button(Texts.text("palette.open"), Icon.SEARCH.node());
        palette.setId("palette-open");
        palette.getStyleClass().add("palette-button");
        palette.setOnAction(event -> openPalette.run());
        Label reach = new Label("", Icon.REACHABLE.node());
        reach.setId("reachable");
        reach.getStyleClass().add("reachable");
        reach.textProperty().bind(reachable);
        Button vault = new Button(Texts.text("vault.locked"), Icon.KEY.node());
        vault.setId("vault-locked");
        vault.setOnAction(event -> unlock.run());
        vault.visibleProperty().bind(locked);
        vault.managedProperty().bind(locked);
        Region left = new Region();
        Region right = new Region();
        setHgrow(left, Priority.ALWAYS);
        setHgrow(right, Priority.ALWAYS);
        themeButton = new IconButton("theme-toggle", Icon.DARK, Texts.text("theme.switch"), switchTheme);
        getChildren()
                .addAll(
                        crumbs,
                        left,
                        palette,
                        right,
                        vault,
                        reach,
                        themeButton,
                        new IconButton("help", Icon.HELP, Texts.text("help.open"), help));
    }

    void theme(Theme now) {
        themeButton.setGraphic((now == Theme.LIGHT ? Icon.DARK : Icon.LIGHT).node());
    }

    void where(String fleet, Place place) {
        Node next = Icon.NEXT.node();
        Label here = new Label(place.label());
        here.getStyleClass().add("crumb-here");
        Label fleetName = new Label(fleet);
        fleetName.getStyleClass().add("muted");
        crumbs.getChildren().setAll(fleetName, next, here);
    }
}
