package dev.cairn.image.fuzz;

import com.sun.management.ThreadMXBean;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a parser on damaged specimens and holds it to its bounds. Belongs to one thread, which another may watch. */
final class Guarded {
    private static final long MAX_NANOS = 10_000_000_000L;
    private static final long MAX_BYTES = 64L << 20;

    /** Refusals of archives and images say where the damage stands. */
    private static final Set<ImageProblem> PLACED = EnumSet.of(
            ImageProblem.TAR_CORRUPT,
            ImageProblem.TAR_TRUNCATED,
            ImageProblem.TAR_UNSUPPORTED,
            ImageProblem.TAR_UNSAFE_PATH,
            ImageProblem.ARCHIVE_CORRUPT,
            ImageProblem.NOT_AN_IMAGE,
            ImageProblem.GPT_CORRUPT,
            ImageProblem.FAT_CORRUPT,
            ImageProblem.INITRD_CORRUPT,
            ImageProblem.SQUASHFS_CORRUPT);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private volatile String doing = "nothing";
    private volatile long since = System.nanoTime();
    private long refused;
    private long longest;
    private long largest;

    /** Runs one damaged specimen; null when all is well, otherwise what is wrong. */
    @Nullable
    Throwable run(Specimen specimen, long seed) {
        doing = specimen.name() + " seed " + seed;
        since = System.nanoTime();
        try (FileChannel channel = FileChannel.open(
                specimen.file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            specimen.damage(channel, seed);
            long nanos = threads.getCurrentThreadCpuTime();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            try {
                specimen.parser().parse(specimen.file(), channel);
            } catch (ImageException e) {
                refused++;
                check(e);
            }
            longest = Math.max(longest, threads.getCurrentThreadCpuTime() - nanos);
            largest = Math.max(largest, threads.getCurrentThreadAllocatedBytes() - bytes);
            if (threads.getCurrentThreadCpuTime() - nanos > MAX_NANOS) {
                return new AssertionError("took too long");
            }
            if (threads.getCurrentThreadAllocatedBytes() - bytes > MAX_BYTES) {
                return new AssertionError("took too much memory");
            }
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }

    private static void check(ImageException refusal) {
        if (refusal.element().isEmpty()) {
            throw new AssertionError("refused without a name", refusal);
        }
        if (PLACED.contains(refusal.problem())
                && !refusal.arguments().keySet().containsAll(Set.of("reason", "offset"))) {
            throw new AssertionError("refused without reason and offset", refusal);
        }
    }

    String doing() {
        return doing;
    }

    long secondsOnThis() {
        return (System.nanoTime() - since) / 1_000_000_000L;
    }

    String summary() {
        return "%d refused, longest %d ms of processor time, most memory %d KiB"
                .formatted(refused, longest / 1_000_000, largest >> 10);
    }
}
