package dev.cairn.app.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void decimationNeverLosesAPeak() {
        long seed = 20260301;
        Random random = new Random(seed);
        int count = 200_000;
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = START.toEpochMilli() + i * 1000L;
            values[i] = random.nextDouble();
        }
        values[123_456] = 42;
        TimeRange range = new TimeRange(START, START.plusSeconds(count));
        Decimation decimation = Decimation.of(new Series("x", times, values), range, 800);
        int total = 0;
        for (int i = 0; i < decimation.columns(); i++) {
            total += decimation.count(i);
            assertThat(decimation.least(i)).as("seed %d", seed).isLessThanOrEqualTo(decimation.greatest(i));
        }
        assertThat(total).isEqualTo(count);
        assertThat(decimation.peak()).isEqualTo(42);
    }

    @Test
    void zoomKeepsThePointUnderThePointer() {
        TimeRange range = TimeRange.before(START, Duration.ofHours(1));
        TimeRange closer = range.zoomed(0.5, 0.25);
        assertThat(closer.length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(Duration.between(closer.at(0.25), range.at(0.25)).abs()).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void zoomStopsAtFiveSeconds() {
        TimeRange range = TimeRange.before(START, Duration.ofSeconds(6));
        assertThat(range.zoomed(0.01, 0.5).length()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void findsTimesWithoutValues() {
        long t = START.toEpochMilli();
        Series series = new Series(
                "x", new long[] {t, t + 10_000, t + 20_000, t + 300_000, t + 310_000}, new double[] {1, 2, 3, 4, 5});
        List<Blank> blanks = Blank.within(series, "nothing received");
        assertThat(blanks)
                .containsExactly(new Blank(START.plusSeconds(20), START.plusSeconds(300), "nothing received"));
    }

    @Test
    void readsUnitsFromTheNamesOfSeries() {
        assertThat(Unit.ofSeries("cpu.busy.ratio").words(0.425)).isEqualTo("43 %");
        assertThat(Unit.ofSeries("memory.available.bytes").words(1024 * 1024)).isEqualTo("1.0\u00a0MiB");
        assertThat(Unit.ofSeries("cpu.load1").words(0.5)).isEqualTo("0.50");
    }

    @Test
    void stepsAreRound() {
        assertThat(Axis.valueStep(93, false)).isEqualTo(25);
        assertThat(Axis.valueStep(3_000_000, true)).isEqualTo(1 << 20);
        assertThat(Axis.timeStep(Duration.ofHours(1), 8)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aCounterThatStartsAnewGivesNoNegativeRate() {
        Series counter = new Series("x", new long[] {0, 1000, 2000, 4000}, new double[] {100, 300, 0, 100});
        Series rate = Rates.of("x", counter);
        assertThat(rate.times()).containsExactly(1000, 4000);
        assertThat(rate.values()).containsExactly(200, 50);
    }
}
