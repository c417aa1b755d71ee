package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * Finds drives that claim more than they hold: those that come round to their start (address bits are missing) and those that forget. Patterns
 * go to powers of two, between them and near the end, the highest first, so that what lies within the true capacity is written last. One thread.
 */
final class CapacityProbe {
    private static final int BLOCK = DriveChannel.ALIGNMENT;
    private static final long LOWEST = 1 << 20;

    private final WatchedDrive drive;
    private final Path target;
    private final ByteBuffer block;
    private final long nonce = System.nanoTime();

    /** @param buffer of at least 4 KiB, aligned */
    CapacityProbe(WatchedDrive drive, Path target, ByteBuffer buffer) {
        this.drive = drive;
        this.target = target;
        this.block = buffer.clear().limit(BLOCK).slice();
    }

    /**
     * Only offsets that {@code allowed} accepts are touched.
     *
     * @param written what will be written anyway; elsewhere, and on a drive that lies, zeros are left. Those of an
     *     honest drive are forced with what comes next
     */
    void run(WriteMarker marker, LongPredicate allowed, LongPredicate written) {
        List<Long> offsets =
                offsets(drive.size()).stream().filter(allowed::test).toList();
        for (long offset : offsets.reversed()) {
            drive.write(pattern(offset), offset);
        }
        // Where a drive comes round exactly to its start, the marker went with the patterns.
        drive.write(block.clear().put(marker.bytes()).flip(), 0);
        drive.force();
        long truthful = markerStands(marker) ? BLOCK : 0;
        boolean honest = truthful > 0;
        for (long offset : offsets) {
            honest = honest && holds(offset);
            truthful = honest ? offset + BLOCK : truthful;
        }
        for (long offset : offsets.reversed()) {
            if (!honest || !written.test(offset)) {
                drive.write(zeros(), offset);
            }
        }
        if (!honest) {
            drive.force();
            throw new ImageException(
                    ImageProblem.CAPACITY_FALSE,
                    "probe",
                    target.toString(),
                    Map.of("size", Long.toString(drive.size()), "truthful", Long.toString(truthful)));
        }
    }

    /** Multiples of 4 KiB in ascending order. */
    private static TreeSet<Long> offsets(long size) {
        TreeSet<Long> offsets = new TreeSet<>();
        long end = size / BLOCK * BLOCK;
        for (long power = LOWEST; power < end; power *= 2) {
            offsets.add(power);
            offsets.add(power + power / 2);
        }
        for (long back = BLOCK; back <= 4 * LOWEST; back *= 16) {
            offsets.add(end - back);
        }
        offsets.removeIf(offset -> offset < LOWEST || offset + BLOCK > end);
        return offsets;
    }

    private boolean markerStands(WriteMarker marker) {
        drive.read(block.clear(), 0);
        return block.flip().equals(ByteBuffer.wrap(marker.bytes()));
    }

    private boolean holds(long offset) {
        drive.read(block.clear(), offset);
        byte[] found = new byte[BLOCK];
        block.flip().get(found);
        return pattern(offset).equals(ByteBuffer.wrap(found));
    }

    private ByteBuffer pattern(long offset) {
        SplittableRandom random = new SplittableRandom(nonce ^ Long.reverse(offset));
        block.clear();
        while (block.hasRemaining()) {
            block.putLong(random.nextLong());
        }
        return block.flip();
    }

    private ByteBuffer zeros() {
        block.clear();
        while (block.hasRemaining()) {
            block.putLong(0);
        }
        return block.flip();
    }
}
