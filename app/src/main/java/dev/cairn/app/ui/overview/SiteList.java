package dev.cairn.app.ui.overview;

import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.usecase.fleet.SiteSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The list beside the map: every site with its state, most in need first. FX thread only. */
final class SiteList extends ListView<SiteSummary> {
    private Instant now = Instant.EPOCH;

    SiteList(Desk desk) {
        setId("overview-sites");
        setMinWidth(330);
        setPrefWidth(380);
        setMinHeight(140);
        setPrefHeight(240);
        setFixedCellSize(36);
        setPlaceholder(new Label(Texts.text("overview.no-sites")));
        setCellFactory(list -> new SiteCell());
        setOnMouseClicked(event -> open(desk));
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(desk);
            }
        });
    }

    void show(List<SiteSummary> sites, Instant at) {
        now = at;
        List<SiteSummary> sorted = sites.stream()
                .sorted(Comparator.comparing((SiteSummary site) -> site.unhealthy() == 0)
                        .thenComparing(site -> site.site().name()))
                .toList();
        if (!sorted.equals(getItems())) {
            getItems().setAll(sorted);
        } else {
            refresh();
        }
    }

    private void open(Desk desk) {
        SiteSummary chosen = getSelectionModel().getSelectedItem();
        if (chosen != null) {
            desk.goTo(Place.SITES, chosen.site().id().value());
        }
    }

    private final class SiteCell extends ListCell<SiteSummary> {
        @Override
        protected void updateItem(@Nullable SiteSummary site, boolean empty) {
            super.updateItem(site, empty);
            if (site == null || empty) {
                setGraphic(null);
                return;
            }
            Instant seen = site.lastSeen();
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            StateBadge badge = new StateBadge(
                    Looks.ofSite(site.nodes(), site.unhealthy(), seen, now),
                    seen == null ? "" : Times.ago(seen, now),
                    seen == null ? "" : Times.stamp(seen));
            HBox row = new HBox(8, new Label(site.site().name()), gap, badge);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
