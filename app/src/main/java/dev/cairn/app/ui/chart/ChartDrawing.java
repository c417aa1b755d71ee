package dev.cairn.app.ui.chart;

import dev.cairn.app.ui.text.Times;
import java.time.Duration;
import java.time.Instant;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws one chart once. FX thread only. */
final class ChartDrawing {
    static final double LEFT = 74;
    static final double RIGHT = 12;
    private static final double TOP = 14;
    private static final double BOTTOM = 24;
    private static final double MARK_DISTANCE = 110;
    private static final double HATCH = 8;

    private final GraphicsContext g;
    private final Inks inks;
    private final ChartContent content;
    private final TimeRange range;
    private final double width;
    private final double height;
    private final double bottom;
    private final Decimation decimation;
    private final double step;
    private final double top;

    ChartDrawing(Canvas canvas, Inks inks, ChartContent content, TimeRange range) {
        g = canvas.getGraphicsContext2D();
        this.inks = inks;
        this.content = content;
        this.range = range;
        width = Math.max(1, canvas.getWidth() - LEFT - RIGHT);
        height = Math.max(1, canvas.getHeight() - TOP - BOTTOM);
        bottom = TOP + height;
        decimation = Decimation.of(content.series(), range, (int) width);
        double peak = content.unit().scale(decimation.peak());
        step = Axis.valueStep(peak, content.unit().binary());
        top = step * Math.max(1, Math.ceil(peak / step));
    }

    void draw(double pointer, boolean focused) {
        g.clearRect(0, 0, LEFT + width + RIGHT, bottom + BOTTOM);
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        grid();
        content.blanks().forEach(this::blank);
        line();
        content.marks().forEach(this::mark);
        if (focused) {
            g.setStroke(ink("line"));
            g.strokeRect(0.5, 0.5, LEFT + width + RIGHT - 1, bottom + BOTTOM - 1);
        }
        if (pointer > LEFT && pointer < LEFT + width) {
            crosshair(pointer);
        }
    }

    private Paint ink(String name) {
        return inks.of("chart-" + name);
    }

    private double x(Instant at) {
        return LEFT + width * Math.clamp(range.fraction(at), 0, 1);
    }

    private double y(double value) {
        return bottom - height * value / top;
    }

    private void grid() {
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double value = 0; value <= top + step / 2; value += step) {
            double y = Math.floor(y(value)) + 0.5;
            g.setStroke(ink("grid"));
            g.strokeLine(LEFT, y, LEFT + width, y);
            g.setFill(ink("text"));
            g.fillText(content.unit().words(value), LEFT - 8, y);
        }
        Duration apart = Axis.timeStep(range.length(), (int) Math.max(2, width / MARK_DISTANCE));
        long millis = apart.toMillis();
        g.setTextAlign(TextAlignment.CENTER);
        for (long at = Math.ceilDiv(range.from().toEpochMilli(), millis) * millis;
                at < range.to().toEpochMilli();
                at += millis) {
            double x = Math.floor(x(Instant.ofEpochMilli(at))) + 0.5;
            g.setStroke(ink("grid"));
            g.strokeLine(x, TOP, x, bottom + 4);
            g.fillText(Times.axis(Instant.ofEpochMilli(at), apart), x, bottom + 14);
        }
    }

    private void blank(Blank blank) {
        double from = x(blank.from());
        double to = x(blank.to());
        if (to - from < 1) {
            return;
        }
        g.save();
        g.beginPath();
        g.rect(from, TOP, to - from, height);
        g.clip();
        g.setStroke(ink("gap"));
        for (double x = from - height; x < to; x += HATCH) {
            g.strokeLine(x, bottom, x + height, TOP);
        }
        g.restore();
        if (to - from > 60) {
            g.setFill(ink("text"));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(blank.reason(), (from + to) / 2, TOP + 10, to - from - 6);
        }
    }

    private void line() {
        g.setStroke(ink("line"));
        g.setLineWidth(1.5);
        long limit = content.series().usualStep() * 4;
        double columnMillis = range.length().toMillis() / width;
        int previous = -1;
        for (int i = 0; i < decimation.columns(); i++) {
            if (decimation.count(i) == 0) {
                continue;
            }
            double x = LEFT + i + 0.5;
            if (previous >= 0 && (i - previous) * columnMillis <= Math.max(limit, 2 * columnMillis)) {
                g.strokeLine(LEFT + previous + 0.5, y(decimation.last(previous)), x, y(decimation.first(i)));
            }
            if (decimation.count(i) > 1) {
                g.strokeLine(x, y(decimation.least(i)), x, y(decimation.greatest(i)));
            }
            previous = i;
        }
        g.setLineWidth(1);
    }

    private void mark(Mark mark) {
        double where = range.fraction(mark.at());
        if (where < 0 || where > 1) {
            return;
        }
        double x = Math.floor(x(mark.at())) + 0.5;
        g.setStroke(ink("mark"));
        g.setLineDashes(3, 3);
        g.strokeLine(x, TOP, x, bottom);
        g.setLineDashes();
        g.setFill(ink("mark"));
        g.setTextAlign(where > 0.8 ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(mark.words(), where > 0.8 ? x - 4 : x + 4, TOP + 6);
    }

    private void crosshair(double pointer) {
        g.setStroke(ink("text"));
        double x = Math.floor(pointer) + 0.5;
        g.strokeLine(x, TOP, x, bottom);
        g.setFill(ink("text"));
        boolean right = pointer > LEFT + width / 2;
        g.setTextAlign(right ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(TimeChart.valueAt(content, range.at((pointer - LEFT) / width)), right ? x - 6 : x + 6, bottom - 8);
    }
}
