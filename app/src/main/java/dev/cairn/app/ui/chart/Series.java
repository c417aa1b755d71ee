package dev.cairn.app.ui.chart;

import java.util.Arrays;

/**
 * Values over time, in order of time. The arrays are not copied and must not be changed afterwards.
 *
 * @param times milliseconds since the epoch
 */
public record Series(String name, long[] times, double[] values) {
    /** Checks the lengths. */
    public Series {
        if (times.length != values.length) {
            throw new IllegalArgumentException("times and values differ in length");
        }
    }

    /** How many values there are. */
    public int size() {
        return times.length;
    }

    /** Index of the first value at or after {@code millis}. */
    public int indexAt(long millis) {
        int found = Arrays.binarySearch(times, millis);
        return found >= 0 ? found : -found - 1;
    }

    /** The usual distance of two values in milliseconds: the median; 0 when there are fewer than three values. */
    public long usualStep() {
        if (times.length < 3) {
            return 0;
        }
        int taken = Math.min(times.length - 1, 512);
        long[] steps = new long[taken];
        for (int i = 0; i < taken; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[taken / 2];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && name.equals(that.name)
                && Arrays.equals(times, that.times)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return "Series[" + name + ", " + times.length + " values]";
    }
}
