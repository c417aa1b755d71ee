package dev.cairn.app.ui.chart;

/**
 * What a chart draws of a series: for each pixel column the first, least, greatest and last value in it, so that no peak is ever
 * lost however many values there are. Columns without values have a count of zero. Immutable.
 */
public final class Decimation {
    private final int[] counts;
    private final double[] least;
    private final double[] greatest;
    private final double[] first;
    private final double[] last;

    private Decimation(int columns) {
        counts = new int[columns];
        least = new double[columns];
        greatest = new double[columns];
        first = new double[columns];
        last = new double[columns];
    }

    /** Decimates the part of the series that lies in the range. */
    public static Decimation of(Series series, TimeRange range, int columns) {
        Decimation result = new Decimation(columns);
        long from = range.from().toEpochMilli();
        long to = range.to().toEpochMilli();
        double perMilli = columns / (double) (to - from);
        for (int i = series.indexAt(from); i < series.size() && series.times()[i] < to; i++) {
            int column = Math.min(columns - 1, (int) ((series.times()[i] - from) * perMilli));
            result.add(column, series.values()[i]);
        }
        return result;
    }

    private void add(int column, double value) {
        if (counts[column]++ == 0) {
            least[column] = value;
            greatest[column] = value;
            first[column] = value;
        } else {
            least[column] = Math.min(least[column], value);
            greatest[column] = Math.max(greatest[column], value);
        }
        last[column] = value;
    }

    /** How many columns there are. */
    public int columns() {
        return counts.length;
    }

    /** How many values fell into a column. */
    public int count(int column) {
        return counts[column];
    }

    /** The least value of a column that has any. */
    public double least(int column) {
        return least[column];
    }

    /** The greatest value of a column that has any. */
    public double greatest(int column) {
        return greatest[column];
    }

    /** The first value of a column that has any. */
    public double first(int column) {
        return first[column];
    }

    /** The last value of a column that has any. */
    public double last(int column) {
        return last[column];
    }

    /** The greatest of all values, or 0 when there are none. */
    public double peak() {
        double peak = 0;
        for (int i = 0; i < counts.length; i++) {
            peak = counts[i] > 0 ? Math.max(peak, greatest[i]) : peak;
        }
        return peak;
    }
}
