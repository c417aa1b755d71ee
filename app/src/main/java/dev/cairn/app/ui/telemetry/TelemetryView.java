package dev.cairn.app.ui.telemetry;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.ui.chart.TimeChart;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Builds the telemetry screen: charts of all series on one time, the log under them. FX thread only. */
final class TelemetryView extends VBox {
    private static final double CHART_HEIGHT = 128;

    private final TelemetryViewModel model;
    private final VBox charts = new VBox(8);
    private final Map<String, TimeChart> bySeries = new LinkedHashMap<>();

    TelemetryView(TelemetryViewModel model, Desk desk) {
        this.model = model;
        setId("telemetry");
        getStyleClass().add("screen");
        ComboBox<Node> node = new ComboBox<>(model.nodes());
        node.setId("telemetry-node");
        node.setAccessibleText(Texts.text("telemetry.node"));
        node.setConverter(new Words<>(Node::label));
        node.setPrefWidth(220);
        node.valueProperty().bindBidirectional(model.nodeProperty());
        HBox spans = new HBox(
                span("15m", Duration.ofMinutes(15)),
                span("1h", Duration.ofHours(1)),
                span("6h", Duration.ofHours(6)),
                span("1d", Duration.ofDays(1)),
                span("7d", Duration.ofDays(7)));
        ScreenHead head = new ScreenHead(Texts.text("telemetry.title"), node, spans);
        ScrollPane scroll = new ScrollPane(charts);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        SplitPane split = new SplitPane(scroll, new LogView(model));
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.64);
        split.getStyleClass().add("telemetry-split");
        LoadablePane<List<TelemetryViewModel.Chart>> pane = new LoadablePane<>(
                model.stateProperty(),
                split,
                () -> new EmptyState(
                        Icon.TELEMETRY,
                        Texts.text("telemetry.empty.title"),
                        Texts.text("telemetry.empty.words"),
                        Buttons.main(
                                "telemetry-to-nodes",
                                Texts.text("telemetry.empty.action"),
                                Icon.NODES,
                                () -> desk.goTo(Place.NODES))));
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<TelemetryViewModel.Chart>> ready) {
                show(ready.value());
            }
        });
    }

    private Button span(String id, Duration length) {
        Button button = new Button(Texts.text("telemetry.span." + id));
        button.setId("span-" + id);
        button.getStyleClass().add("flat");
        button.setOnAction(event -> model.last(length));
        return button;
    }

    private void show(List<TelemetryViewModel.Chart> all) {
        List<String> names = all.stream().map(chart -> chart.series().name()).toList();
        if (!List.copyOf(bySeries.keySet()).equals(names)) {
            bySeries.clear();
            charts.getChildren().clear();
            names.forEach(this::addChart);
        }
        all.forEach(chart -> {
            TimeChart drawn = bySeries.get(chart.series().name());
            if (drawn != null) {
                drawn.show(chart.series(), chart.unit(), chart.blanks(), chart.marks());
            }
        });
    }

    private void addChart(String name) {
        TimeChart chart = new TimeChart("chart-" + name.replaceAll("[^a-z0-9]+", "-"));
        chart.setPrefHeight(CHART_HEIGHT);
        chart.rangeProperty().bindBidirectional(model.rangeProperty());
        bySeries.put(name, chart);
        Label title = new Label(SeriesWords.of(name));
        title.getStyleClass().add("strong");
        VBox box = new VBox(2, title, chart);
        box.getStyleClass().addAll("card", "chart-box");
        charts.getChildren().add(box);
    }
}
