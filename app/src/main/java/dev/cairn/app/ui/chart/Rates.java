package dev.cairn.app.ui.chart;

import java.util.Arrays;

/** Turns a counter that only grows into its rate per second. Pure. */
public final class Rates {
    private Rates() {}

    /** The rate between each two values; a counter that fell was started anew and gives no value there. */
    public static Series of(String name, Series counter) {
        int room = Math.max(0, counter.size() - 1);
        long[] times = new long[room];
        double[] rates = new double[room];
        int count = 0;
        for (int i = 1; i < counter.size(); i++) {
            long millis = counter.times()[i] - counter.times()[i - 1];
            double grown = counter.values()[i] - counter.values()[i - 1];
            if (millis > 0 && grown >= 0) {
                times[count] = counter.times()[i];
                rates[count++] = grown * 1000 / millis;
            }
        }
        return new Series(name, Arrays.copyOf(times, count), Arrays.copyOf(rates, count));
    }
}
