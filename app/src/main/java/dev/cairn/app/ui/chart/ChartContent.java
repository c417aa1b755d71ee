package dev.cairn.app.ui.chart;

import java.util.List;

/** What a chart shows, apart from the time range. */
record ChartContent(Series series, List<Blank> blanks, List<Mark> marks, Unit unit) {
    static ChartContent nothing() {
        return new ChartContent(new Series("", new long[0], new double[0]), List.of(), List.of(), Unit.PLAIN);
    }
}
