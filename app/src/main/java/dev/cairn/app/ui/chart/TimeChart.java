package dev.cairn.app.ui.chart;

import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * One series on a canvas. Drag pans, the wheel zooms at the pointer, arrows and + − do both from the keyboard; gaps are hatched with
 * their reason. FX thread only.
 */
public final class TimeChart extends Region {
    private final Canvas canvas = new Canvas();
    private final Inks inks = new Inks(
            this::requestLayout, "chart-line", "chart-fill", "chart-text", "chart-grid", "chart-gap", "chart-mark");
    private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(
            TimeRange.before(Instant.EPOCH.plusSeconds(3600), java.time.Duration.ofHours(1)));
    private ChartContent content = ChartContent.nothing();
    private double pointer = -1;
    private double dragFrom;
    private @Nullable TimeRange dragRange;

    /** An empty chart. */
    public TimeChart(String id) {
        setId(id);
        getStyleClass().add("time-chart");
        setFocusTraversable(true);
        setMinSize(200, 110);
        getChildren().addAll(inks, canvas);
        range.subscribe(this::requestLayout);
        focusedProperty().subscribe(this::requestLayout);
        addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            dragFrom = event.getX();
            dragRange = range.get();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            if (dragRange != null) {
                range.set(dragRange.panned((dragFrom - event.getX()) / plotWidth()));
            }
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> dragRange = null);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(-1));
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** The time it shows; bind it to share it. */
    public ObjectProperty<TimeRange> rangeProperty() {
        return range;
    }

    /** Shows a series with its gaps and marks. */
    public void show(Series series, Unit unit, List<Blank> blanks, List<Mark> marks) {
        content = new ChartContent(series, List.copyOf(blanks), List.copyOf(marks), unit);
        setAccessibleText(Texts.text("chart.accessible", series.name(), series.size()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(Math.max(1, getWidth()));
        canvas.setHeight(Math.max(1, getHeight()));
        new ChartDrawing(canvas, inks, content, range.get()).draw(pointer, isFocused());
    }

    private double plotWidth() {
        return Math.max(1, getWidth() - ChartDrawing.LEFT - ChartDrawing.RIGHT);
    }

    private void point(double x) {
        pointer = x;
        requestLayout();
    }

    private void onScroll(ScrollEvent event) {
        double anchor = Math.clamp((event.getX() - ChartDrawing.LEFT) / plotWidth(), 0, 1);
        double delta = event.getDeltaY();
        if (delta != 0) {
            range.set(range.get().zoomed(delta > 0 ? 0.8 : 1.25, anchor));
        }
        event.consume();
    }

    private void onKey(KeyEvent event) {
        TimeRange now = range.get();
        switch (event.getCode()) {
            case LEFT -> range.set(now.panned(-0.2));
            case RIGHT -> range.set(now.panned(0.2));
            case PLUS, ADD, EQUALS -> range.set(now.zoomed(0.8, 0.5));
            case MINUS, SUBTRACT -> range.set(now.zoomed(1.25, 0.5));
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** The words for the value nearest to a time, for the crosshair. */
    static String valueAt(ChartContent content, Instant at) {
        Series series = content.series();
        if (series.size() == 0) {
            return "";
        }
        int next = Math.min(series.indexAt(at.toEpochMilli()), series.size() - 1);
        Instant then = Instant.ofEpochMilli(series.times()[next]);
        return content.unit().words(series.values()[next]) + "  " + Times.stamp(then);
    }
}
