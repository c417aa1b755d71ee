package dev.cairn.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one block device slow, to write and to read, for the programs that are started {@link #inside}: a Linux control group, of version 1 (blkio controller) or 2
 * (io). One thread.
 */
final class Throttle implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final Path group;

    private Throttle(Path group) {
        this.group = group;
    }

    /** Empty where the system offers none. */
    static Optional<Throttle> on(Path device, long bytesPerSecond) throws IOException, InterruptedException {
        String number = Files.readString(
                        Path.of("/sys/class/block", device.getFileName().toString(), "dev"))
                .strip();
        Path first = ROOT.resolve("blkio");
        if (Files.exists(first.resolve("blkio.throttle.write_bps_device"))) {
            String rule = number + " " + bytesPerSecond;
            return Optional.of(made(
                    first, Map.of("blkio.throttle.write_bps_device", rule, "blkio.throttle.read_bps_device", rule)));
        }
        Path controllers = ROOT.resolve("cgroup.subtree_control");
        if (Files.exists(controllers) && Files.readString(controllers).contains("io")) {
            String rule = number + " wbps=" + bytesPerSecond + " rbps=" + bytesPerSecond;
            return Optional.of(made(ROOT, Map.of("io.max", rule)));
        }
        return Optional.empty();
    }

    private static Throttle made(Path parent, Map<String, String> rules) throws IOException {
        Path group = Files.createDirectories(parent.resolve("cairn-bench"));
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            Files.writeString(group.resolve(rule.getKey()), rule.getValue());
        }
        return new Throttle(group);
    }

    /** The same program, for which the device is slow. */
    List<String> inside(List<String> command) {
        List<String> words = new ArrayList<>(
                List.of("sh", "-euc", "echo $$ >\"$1/cgroup.procs\"; shift; exec \"$@\"", "sh", group.toString()));
        words.addAll(command);
        return words;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
