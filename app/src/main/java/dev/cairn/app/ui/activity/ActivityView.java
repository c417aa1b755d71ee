package dev.cairn.app.ui.activity;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.ui.control.Columns;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Builds the activity screen: a filter and a table. FX thread only. */
final class ActivityView extends VBox {
    ActivityView(ActivityViewModel model) {
        setId("activity");
        getStyleClass().add("screen");
        TextField filter = new TextField();
        filter.setId("activity-filter");
        filter.setPromptText(Texts.text("activity-screen.filter"));
        filter.setAccessibleText(Texts.text("activity-screen.filter"));
        filter.setPrefWidth(260);
        filter.textProperty().bindBidirectional(model.filterProperty());
        ScreenHead head = new ScreenHead(Texts.text("activity-screen.title"), filter);
        TableView<ActivityEntry> table = new TableView<>(model.shown());
        table.setId("activity-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        Columns.text(Texts.text("activity-screen.when"), 150, entry -> Times.stamp(entry.at())),
                        Columns.text(Texts.text("activity-screen.who"), 150, ActivityEntry::who),
                        Columns.text(Texts.text("activity-screen.what"), 330, ActivityWords::sentence),
                        Columns.text(Texts.text("activity-screen.details"), 380, ActivityWords::details)));
        LoadablePane<List<ActivityEntry>> pane = new LoadablePane<>(
                model.stateProperty(),
                table,
                () -> new EmptyState(
                        Icon.ACTIVITY,
                        Texts.text("activity-screen.empty.title"),
                        Texts.text("activity-screen.empty.words")));
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<ActivityEntry>> ready) {
                int count = ready.value().size();
                head.fact()
                        .setText(
                                count == ActivityViewModel.SHOWN
                                        ? Texts.text("activity-screen.newest", count)
                                        : Texts.count("activity-screen.count", count));
            }
        });
    }
}
