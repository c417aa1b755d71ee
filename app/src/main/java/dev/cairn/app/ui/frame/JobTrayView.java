package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The job tray at the bottom: one line while folded, every job when open; hidden while there never was a job. FX thread only. */
final class JobTrayView extends VBox {
    private final JobTrayViewModel model;
    private final Desk desk;
    private final VBox list = new VBox();
    private final HBox newest = new HBox();
    private final BooleanProperty open = new SimpleBooleanProperty(false);

    JobTrayView(JobTrayViewModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        setId("job-tray");
        getStyleClass().add("job-tray");
        Label count = new Label();
        count.setId("job-count");
        count.getStyleClass().add("strong");
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.textProperty()
                .bind(model.runningProperty()
                        .map(number -> number.intValue() == 0
                                ? Texts.text("jobs.none-running")
                                : Texts.count("jobs.running", number.intValue())));
        HBox.setHgrow(newest, Priority.ALWAYS);
        newest.setMinWidth(0);
        IconButton toggle = new IconButton(
                "job-tray-toggle", Icon.COLLAPSE, Texts.text("jobs.toggle"), () -> open.set(!open.get()));
        open.subscribe(now -> toggle.setGraphic((now ? Icon.EXPAND : Icon.COLLAPSE).node()));
        HBox bar = new HBox(count, newest, toggle);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("job-tray-bar");
        list.getStyleClass().add("job-list");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(210);
        scroll.getStyleClass().add("plain-scroll");
        scroll.visibleProperty().bind(open);
        scroll.managedProperty().bind(open);
        newest.visibleProperty().bind(open.not());
        getChildren().addAll(bar, scroll);
        model.rows().subscribe(this::rebuild);
        rebuild();
    }

    private void rebuild() {
        List<JobTrayViewModel.Row> rows = List.copyOf(model.rows());
        setVisible(!rows.isEmpty());
        setManaged(!rows.isEmpty());
        list.getChildren()
                .setAll(rows.stream().map(row -> new JobRowView(row, desk)).toList());
        newest.getChildren().clear();
        if (!rows.isEmpty()) {
            JobRowView row = new JobRowView(rows.getFirst(), desk);
            HBox.setHgrow(row, Priority.ALWAYS);
            newest.getChildren().add(row);
        }
    }
}
