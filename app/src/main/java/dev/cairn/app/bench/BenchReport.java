package dev.cairn.app.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON document of {@code cairn bench NAME --json}. */
public record BenchReport(String bench, Machine machine, List<Row> rows) {
    public BenchReport {
        rows = List.copyOf(rows);
    }

    /** Where it was measured. */
    public record Machine(String system, String architecture, int processors, String java) {
        static Machine here() {
            return new Machine(
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.vm.version"));
        }
    }

    /**
     * One figure: the median of several runs.
     *
     * @param peer the tool measured in the same run, null where no peer does the job
     * @param bar what {@code value} (or {@code ratio}, where there is a peer) may be at most; at least, where more is better (bytes per second)
     */
    public record Row(
            String name,
            double value,
            String unit,
            @Nullable String peer,
            @Nullable Double peerValue,
            @Nullable Double ratio,
            double bar,
            boolean holds) {
        /** A figure beside that of a peer; {@code bar} is what their ratio may be at most. */
        static Row against(String name, double value, String unit, String peer, double peerValue, double bar) {
            double ratio = value / peerValue;
            return new Row(name, value, unit, peer, peerValue, ratio, bar, ratio <= bar);
        }

        /** A figure beside that of a peer of which more is better; {@code bar} is what their ratio has to be at least. */
        static Row atLeast(String name, double value, String unit, String peer, double peerValue, double bar) {
            double ratio = value / peerValue;
            return new Row(name, value, unit, peer, peerValue, ratio, bar, ratio >= bar);
        }

        /** For people. */
        String line() {
            return name + ": " + value + " " + unit
                    + (peer == null ? "" : ", " + peer + " " + peerValue + ", ratio " + ratio) + ", bar " + bar + ": "
                    + (holds ? "holds" : "does not hold");
        }

        static Row alone(String name, double value, String unit, double bar) {
            return new Row(name, value, unit, null, null, null, bar, value < bar);
        }
    }
}
