package dev.cairn.app.ui.telemetry;

import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The log lines of the time that the charts show. FX thread only. */
final class LogView extends VBox {
    /** Syslog severities (RFC 5424 section 6.2.1) worth choosing between: error, warning, information, everything. */
    private static final List<Integer> PRIORITIES = List.of(3, 4, 6, 7);

    LogView(TelemetryViewModel model) {
        setId("logs");
        setSpacing(6);
        Label title = new Label(Texts.text("telemetry.log"));
        title.getStyleClass().add("strong");
        TextField words = new TextField();
        words.setId("log-words");
        words.setPromptText(Texts.text("telemetry.log.words"));
        words.setAccessibleText(Texts.text("telemetry.log.words"));
        words.textProperty().bindBidirectional(model.wordsProperty());
        ComboBox<Integer> priority = new ComboBox<>();
        priority.setId("log-priority");
        priority.setAccessibleText(Texts.text("telemetry.log.priority"));
        priority.getItems().setAll(PRIORITIES);
        priority.setConverter(new Words<>(value -> Texts.text("telemetry.priority." + value)));
        priority.valueProperty().bindBidirectional(model.priorityProperty());
        Label count = new Label();
        count.getStyleClass().add("muted");
        HBox bar = new HBox(10, title, count, words, priority);
        bar.setAlignment(Pos.CENTER_LEFT);
        ListView<LogEntry> list = new ListView<>(model.logs());
        list.setId("log-lines");
        list.setFixedCellSize(24);
        list.setCellFactory(view -> new Line());
        list.setPlaceholder(new Label(Texts.text("telemetry.log.none")));
        model.logs().addListener((ListChangeListener<LogEntry>) change -> {
            count.setText(Texts.count("telemetry.log.count", model.logs().size()));
            list.scrollTo(model.logs().size() - 1);
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(bar, list);
    }

    private static final class Line extends ListCell<LogEntry> {
        Line() {
            getStyleClass().add("log-line");
        }

        @Override
        protected void updateItem(@Nullable LogEntry line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("log-error", "log-warning");
            if (line == null || empty) {
                setText(null);
                return;
            }
            setText(Times.stamp(line.at()) + "  " + line.unit() + "  " + line.message());
            if (line.priority() <= 3) {
                getStyleClass().add("log-error");
            } else if (line.priority() == 4) {
                getStyleClass().add("log-warning");
            }
        }
    }
}
