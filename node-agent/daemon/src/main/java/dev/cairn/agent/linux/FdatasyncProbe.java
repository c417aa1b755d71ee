package dev.cairn.agent.linux;

import dev.cairn.agent.formation.DiskProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes as etcd does, 2300 bytes at a time with fdatasync after each, and takes the 99th percentile (etcd.io, "Hardware
 * recommendations": fio with bs=2300 and fdatasync). One thread at a time.
 */
public final class FdatasyncProbe implements DiskProbe {
    private static final Logger LOG = LoggerFactory.getLogger(FdatasyncProbe.class);
    private static final int WRITES = 400;
    private static final int FEWEST = 20;
    private static final int BYTES = 2300;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Path folder;

    /** {@code folder} is on the disk that would hold the database. */
    public FdatasyncProbe(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Duration> measure() {
        Path file = folder.resolve(".fdatasync-probe");
        try {
            Files.createDirectories(folder);
            Duration measured = percentile(times(file));
            LOG.info("fdatasync takes {} ms at the 99th percentile", measured.toMillis());
            return Optional.of(measured);
        } catch (IOException refused) {
            LOG.warn("the disk could not be measured: {}", refused.getMessage());
            return Optional.empty();
        } finally {
            forget(file);
        }
    }

    private static List<Duration> times(Path file) throws IOException {
        List<Duration> times = new ArrayList<>(WRITES);
        long end = System.nanoTime() + LONGEST.toNanos();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (times.size() < WRITES && (times.size() < FEWEST || System.nanoTime() < end)) {
                long began = System.nanoTime();
                out.write(bytes.clear());
                out.force(false);
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return times;
    }

    static Duration percentile(List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100));
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            LOG.debug("{} stays: {}", file, refused.getMessage());
        }
    }
}
