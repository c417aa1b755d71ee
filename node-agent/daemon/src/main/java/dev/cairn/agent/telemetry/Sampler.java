package dev.cairn.agent.telemetry;

import dev.cairn.protocol.TelemetryPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Samples the machine from /proc (proc(5)). Series: {@code cpu.busy.ratio}, {@code cpu.load1}, {@code memory.total.bytes},
 * {@code memory.available.bytes}, {@code disk.read.bytes{device=…}}, {@code disk.written.bytes{device=…}},
 * {@code network.received.bytes{device=…}}, {@code network.sent.bytes{device=…}} (counters since boot), {@code
 * filesystem.free.bytes{folder=state}} and {@code agent.heap.bytes}. Used by one lane.
 */
public final class Sampler {
    private static final Pattern WHOLE_DISK = Pattern.compile("(sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\\d+n\\d+|mmcblk\\d+)");
    private static final int SECTOR_BYTES = 512;

    private final Path proc;
    private final Path state;
    private long lastBusy;
    private long lastTotal;

    /** {@code root} is / on a real machine. */
    public Sampler(Path root, Path state) {
        this.proc = root.resolve("proc");
        this.state = state;
    }

    /** One sample; what the machine does not tell is left out. */
    public TelemetryPayload.Sample sample() {
        Map<String, Double> values = new TreeMap<>();
        cpu(values);
        memory(values);
        disks(values);
        network(values);
        Runtime runtime = Runtime.getRuntime();
        values.put("agent.heap.bytes", (double) (runtime.totalMemory() - runtime.freeMemory()));
        try {
            values.put("filesystem.free.bytes{folder=state}", (double)
                    Files.getFileStore(state).getUsableSpace());
        } catch (IOException gone) {
            // The state folder may be away with its disk; the sample goes on without it.
        }
        return new TelemetryPayload.Sample(values);
    }

    private void cpu(Map<String, Double> values) {
        for (String line : lines("stat")) {
            if (line.startsWith("cpu ")) {
                String[] ticks = line.substring(4).strip().split("\\s+");
                long total = 0;
                for (int i = 0; i < Math.min(8, ticks.length); i++) {
                    total += Long.parseLong(ticks[i]);
                }
                long busy = total - Long.parseLong(ticks[3]) - Long.parseLong(ticks[4]);
                if (lastTotal > 0 && total > lastTotal) {
                    values.put("cpu.busy.ratio", (busy - lastBusy) / (double) (total - lastTotal));
                }
                lastBusy = busy;
                lastTotal = total;
            }
        }
        for (String line : lines("loadavg")) {
            values.put("cpu.load1", Double.parseDouble(line.split(" ")[0]));
        }
    }

    private void memory(Map<String, Double> values) {
        for (String line : lines("meminfo")) {
            String[] words = line.split("\\s+");
            if (words[0].equals("MemTotal:")) {
                values.put("memory.total.bytes", Double.parseDouble(words[1]) * 1024);
            } else if (words[0].equals("MemAvailable:")) {
                values.put("memory.available.bytes", Double.parseDouble(words[1]) * 1024);
            }
        }
    }

    private void disks(Map<String, Double> values) {
        for (String line : lines("diskstats")) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 9 && WHOLE_DISK.matcher(words[2]).matches()) {
                values.put("disk.read.bytes{device=" + words[2] + "}", Double.parseDouble(words[5]) * SECTOR_BYTES);
                values.put("disk.written.bytes{device=" + words[2] + "}", Double.parseDouble(words[9]) * SECTOR_BYTES);
            }
        }
    }

    private void network(Map<String, Double> values) {
        for (String line : lines("net/dev")) {
            int colon = line.indexOf(':');
            String device = colon < 0 ? "lo" : line.substring(0, colon).strip();
            if (!device.equals("lo")) {
                String[] words = line.substring(colon + 1).strip().split("\\s+");
                values.put("network.received.bytes{device=" + device + "}", Double.parseDouble(words[0]));
                values.put("network.sent.bytes{device=" + device + "}", Double.parseDouble(words[8]));
            }
        }
    }

    private List<String> lines(String name) {
        try {
            return Files.readAllLines(proc.resolve(name));
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
