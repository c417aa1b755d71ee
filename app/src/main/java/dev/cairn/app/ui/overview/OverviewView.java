package dev.cairn.app.ui.overview;

import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.ui.start.StartView;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.usecase.fleet.Overview;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Builds the overview: what needs a person, the numbers, the map with its list. FX thread only. */
final class OverviewView extends VBox {
    private final NeedsView needs;
    private final HBox tiles = new HBox(12);
    private final SiteMap map = new SiteMap();
    private final SiteList list;

    OverviewView(OverviewViewModel model, Desk desk, Optional<DemoFleet> demo, Runnable shown) {
        setId("overview");
        getStyleClass().add("screen");
        needs = new NeedsView(desk);
        list = new SiteList(desk);
        map.setMinHeight(180);
        HBox.setHgrow(map, Priority.ALWAYS);
        HBox places = new HBox(12, map, list);
        VBox.setVgrow(places, Priority.ALWAYS);
        VBox content = new VBox(12, new ScreenHead(Texts.text("overview.title")), needs, tiles, places);
        StartView start = new StartView(model::createFleet, demo);
        LoadablePane<OverviewViewModel.Content> pane = new LoadablePane<>(model.stateProperty(), content, () -> start);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().add(pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<OverviewViewModel.Content> ready) {
                show(ready.value());
                shown.run();
            } else if (state instanceof Loadable.Empty<OverviewViewModel.Content>) {
                shown.run();
            }
        });
    }

    private void show(OverviewViewModel.Content content) {
        Overview now = content.overview();
        needs.show(now.needsYou());
        tiles.getChildren()
                .setAll(
                        tile("sites", now.sites(), Texts.text("overview.tile.sites")),
                        tile("nodes", now.nodes(), Texts.text("overview.tile.nodes")),
                        tile("healthy", now.healthy(), Texts.text("overview.tile.healthy")),
                        tile("degraded", now.degraded(), Texts.text("overview.tile.degraded")),
                        tile("silent", now.silent(), Texts.text("overview.tile.silent")),
                        tile("releases", now.releases(), Texts.text("overview.tile.releases")),
                        tile("samples", now.samples(), Texts.text("overview.tile.samples")));
        tiles.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
        map.show(content.sites(), content.at());
        list.show(content.sites(), content.at());
    }

    private static VBox tile(String id, long number, String words) {
        Label value = new Label(Numbers.whole(number));
        value.setId("tile-" + id);
        value.getStyleClass().add("number");
        Label label = new Label(words);
        label.getStyleClass().add("muted");
        VBox tile = new VBox(value, label);
        tile.getStyleClass().addAll("card", "tile");
        tile.setMinWidth(90);
        return tile;
    }
}
