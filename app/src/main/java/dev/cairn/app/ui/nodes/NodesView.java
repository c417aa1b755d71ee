package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.control.Columns;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.update.UpdateDialog;
import dev.cairn.app.ui.work.Loadable;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Builds the nodes screen: the discovered group, the table, the sites to drag to. FX thread only. */
final class NodesView extends VBox {
    private final NodesViewModel model;
    private final Supplier<NodeDetailModel> details;
    private final NodeActions actions;
    private final NodeJobs jobs;
    private final UpdateDialog update;
    private final FileChoosing files;
    private final Desk desk;
    private final TableView<Node> table = new TableView<>();
    private @Nullable String wanted;
    private @Nullable NodeDetail detail;

    NodesView(
            NodesViewModel model,
            Supplier<NodeDetailModel> details,
            NodeActions actions,
            NodeJobs jobs,
            UpdateDialog update,
            FileChoosing files,
            Desk desk) {
        this.model = model;
        this.details = details;
        this.actions = actions;
        this.jobs = jobs;
        jobs.onChange(this::showJob);
        this.update = update;
        this.files = files;
        this.desk = desk;
        setId("nodes");
        getStyleClass().add("screen");
        TextField filter = new TextField();
        filter.setId("nodes-filter");
        filter.setPromptText(Texts.text("nodes.filter"));
        filter.setAccessibleText(Texts.text("nodes.filter"));
        filter.setPrefWidth(220);
        filter.textProperty().bindBidirectional(model.filterProperty());
        ScreenHead head = new ScreenHead(Texts.text("nodes.title"), filter);
        buildTable();
        SiteTargets targets = new SiteTargets(model, this::assign);
        DiscoveredView discovered = new DiscoveredView(model, targets, this::assign, this::show);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox lists = new VBox(12, discovered, table);
        HBox.setHgrow(lists, Priority.ALWAYS);
        HBox content = new HBox(12, lists, targets);
        LoadablePane<List<Node>> pane = new LoadablePane<>(model.stateProperty(), content, NodesView::empty);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<Node>> ready) {
                head.fact().setText(Texts.count("nodes.count", ready.value().size()));
                table.refresh();
                openWanted();
                refreshDetail();
            }
        });
    }

    void open(String id) {
        wanted = id;
        openWanted();
    }

    private static javafx.scene.Node empty() {
        return new EmptyState(Icon.NODES, Texts.text("nodes.empty.title"), Texts.text("nodes.empty.words"));
    }

    private void buildTable() {
        table.setId("nodes-table");
        table.setItems(model.assigned());
        table.setPlaceholder(new EmptyState(
                Icon.ASSIGN, Texts.text("nodes.none-assigned.title"), Texts.text("nodes.none-assigned.words")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        Columns.text(Texts.text("nodes.column.name"), 160, Node::label),
                        Columns.node(Texts.text("nodes.column.state"), 190, this::badge),
                        Columns.text(Texts.text("nodes.column.site"), 140, model::siteName),
                        Columns.text(
                                Texts.text("nodes.column.role"),
                                80,
                                node -> node.role() == null ? "" : Texts.word(node.role())),
                        Columns.text(Texts.text("nodes.column.runs"), 120, model::running),
                        Columns.text(Texts.text("nodes.column.desired"), 120, model::desired),
                        Columns.text(
                                Texts.text("nodes.column.slot"),
                                60,
                                node -> node.report() == null
                                        ? ""
                                        : node.report().slot().toUpperCase(Locale.ROOT))));
        table.setOnMouseClicked(event -> showChosen());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                showChosen();
            }
        });
    }

    private StateBadge badge(Node node) {
        String age = node.lastSeen() == null ? "" : Times.ago(node.lastSeen().at(), model.now());
        return new StateBadge(Looks.of(node, model.now()), age, Looks.exact(node.lastSeen()));
    }

    private void showChosen() {
        Node chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            show(chosen);
        }
    }

    private void openWanted() {
        Node node = wanted == null ? null : model.node(wanted);
        if (node != null) {
            wanted = null;
            table.getSelectionModel().select(node);
            table.scrollTo(node);
            show(node);
        }
    }

    private void show(Node node) {
        detail = new NodeDetail(node, model, details.get(), actions, jobs, update, files, desk, this::assign);
        desk.detail(node.label(), detail);
    }

    /** An open drawer follows what becomes known of its node. */
    private void refreshDetail() {
        NodeDetail open = detail;
        if (open != null && open.getScene() != null) {
            Node newer = model.node(open.nodeId());
            if (newer != null) {
                open.show(newer);
            }
        }
    }

    private void showJob(String node) {
        NodeDetail open = detail;
        if (open != null && open.getScene() != null && open.nodeId().equals(node)) {
            open.showJob();
        }
    }

    private void assign(Node node, @Nullable Site site) {
        desk.dialog(new AssignDialog(node, site, model, desk, this::show));
    }
}
