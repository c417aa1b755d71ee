package dev.cairn.app.bench;

import dev.cairn.image.Progress;
import dev.cairn.image.drive.IdentityCheck;
import dev.cairn.image.drive.WriteLane;
import dev.cairn.image.drive.WriteOptions;
import dev.cairn.image.drive.WriteReceipt;
import dev.cairn.image.drive.WriteSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of its own, so that its memory can be measured and one of its drives throttled: writes an image to all targets at once and
 * writes down, for the slowest of those that are waited for, seconds of writing and of writing and reading back, and MiB of memory that the
 * whole process had at most.
 */
public final class WriteProbe {
    private static final double KIB_IN_MIB = 1024;

    private WriteProbe() {}

    /**
     * What it found.
     *
     * @param memory MiB, or 0 where the system does not tell
     */
    record Figures(double write, double both, double memory) {
        static Figures parse(String words) {
            double[] all = Stream.of(words.strip().split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Figures(all[0], all[1], all[2]);
        }
    }

    /** Arguments: the file for the figures, the image, how many of the first targets are not waited for, the targets. */
    public static void main(String[] arguments) throws IOException {
        Path image = Path.of(arguments[1]);
        int left = Integer.parseInt(arguments[2]);
        List<Path> targets = Arrays.stream(arguments).skip(3).map(Path::of).toList();
        try (WriteSession session = WriteSession.open(image, WriteOptions.USUAL, Clock.systemUTC())) {
            List<WriteLane> lanes = targets.stream()
                    .map(target -> session.add(target, Optional.empty(), IdentityCheck.NONE, Progress.NONE))
                    .toList();
            List<WriteReceipt> receipts =
                    lanes.stream().skip(left).map(WriteLane::await).toList();
            if (lanes.stream().limit(left).anyMatch(WriteLane::ended)) {
                throw new IOException("the throttled target was not slower than the others");
            }
            double write =
                    receipts.stream().mapToLong(WriteReceipt::writeMillis).max().orElseThrow();
            double both = receipts.stream()
                    .mapToLong(receipt -> receipt.writeMillis() + receipt.verifyMillis())
                    .max()
                    .orElseThrow();
            Files.writeString(
                    Path.of(arguments[0]),
                    String.format(Locale.ROOT, "%.3f %.3f %.1f", write / 1000, both / 1000, memory()));
        }
    }

    /** The most memory that this process ever had in RAM (proc(5), VmHWM). */
    private static double memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_IN_MIB)
                .findFirst()
                .orElse(0);
    }
}
