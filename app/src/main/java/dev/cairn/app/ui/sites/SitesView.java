package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Columns;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.update.UpdateDialog;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.usecase.fleet.SiteSummary;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Builds the sites screen: a filter, a dense table, the drawer of the chosen site. FX thread only. */
final class SitesView extends VBox {
    private final SitesViewModel model;
    private final UpdateDialog update;
    private final Desk desk;
    private final TableView<SiteSummary> table = new TableView<>();
    private @Nullable String wanted;

    SitesView(SitesViewModel model, UpdateDialog update, Desk desk) {
        this.model = model;
        this.update = update;
        this.desk = desk;
        setId("sites");
        getStyleClass().add("screen");
        TextField filter = new TextField();
        filter.setId("sites-filter");
        filter.setPromptText(Texts.text("sites.filter"));
        filter.setAccessibleText(Texts.text("sites.filter"));
        filter.setPrefWidth(220);
        filter.textProperty().bindBidirectional(model.filterProperty());
        ScreenHead head = new ScreenHead(
                Texts.text("sites.title"),
                filter,
                Buttons.main("site-add", Texts.text("sites.add"), Icon.ADD, this::add));
        buildTable();
        LoadablePane<List<SiteSummary>> pane = new LoadablePane<>(model.stateProperty(), table, this::empty);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.onDecided(site -> open(site.value()));
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<SiteSummary>> ready) {
                head.fact().setText(Texts.count("sites.count", ready.value().size()));
                table.refresh();
                openWanted();
            }
        });
    }

    void add() {
        desk.dialog(new AddSiteDialog(model, desk, site -> open(site.id().value())));
    }

    void open(String id) {
        wanted = id;
        openWanted();
    }

    private Node empty() {
        return new EmptyState(
                Icon.SITES,
                Texts.text("sites.empty.title"),
                Texts.text("sites.empty.words"),
                Buttons.main("site-add-first", Texts.text("sites.add"), Icon.ADD, this::add));
    }

    private void buildTable() {
        table.setId("sites-table");
        table.setItems(model.shown());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        Columns.text(
                                Texts.text("sites.column.name"),
                                190,
                                (SiteSummary row) -> row.site().name()),
                        Columns.node(Texts.text("sites.column.state"), 210, this::badge),
                        Columns.text(Texts.text("sites.column.nodes"), 70, row -> String.valueOf(row.nodes())),
                        Columns.text(
                                Texts.text("sites.column.desired"),
                                150,
                                row -> model.releaseLabel(row.site().desiredRelease())),
                        Columns.text(Texts.text("sites.column.running"), 110, SitesView::running),
                        Columns.text(
                                Texts.text("sites.column.address"),
                                200,
                                row -> row.site().address())));
        table.setOnMouseClicked(event -> showChosen());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                showChosen();
            }
        });
    }

    private StateBadge badge(SiteSummary row) {
        Instant seen = row.lastSeen();
        return new StateBadge(
                Looks.ofSite(row.nodes(), row.unhealthy(), seen, model.now()),
                seen == null ? "" : Times.ago(seen, model.now()),
                seen == null ? "" : Times.stamp(seen));
    }

    private static String running(SiteSummary row) {
        return row.site().desiredRelease() == null ? "" : Texts.text("sites.running", row.running(), row.nodes());
    }

    private void showChosen() {
        SiteSummary chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            show(chosen);
        }
    }

    private void openWanted() {
        for (SiteSummary row : model.shown()) {
            if (row.site().id().value().equals(wanted)) {
                wanted = null;
                table.getSelectionModel().select(row);
                table.scrollTo(row);
                show(row);
                return;
            }
        }
    }

    private void show(SiteSummary summary) {
        Site site = summary.site();
        model.know(
                site,
                known -> desk.detail(site.name(), new SiteDetail(summary, known, model, update, desk)),
                desk::problem);
    }
}
