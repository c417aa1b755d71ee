package dev.cairn.image.drive;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/**
 * Remembers what each block was like when it was read first, by a checksum that costs a tenth of a digest (CRC-32C, RFC 3720 section 12.1): it
 * proves nothing against somebody who means harm, but tells an image that changes by accident from a drive that keeps other bytes.
 * Thread-safe.
 */
final class BlockSums {
    private static final long UNKNOWN = -1;

    private final AtomicLongArray sums;

    BlockSums(int blocks) {
        sums = new AtomicLongArray(blocks);
        for (int i = 0; i < blocks; i++) {
            sums.set(i, UNKNOWN);
        }
    }

    /** False when the block was read before and was another one then. */
    boolean isAsBefore(int index, ByteBuffer block) {
        CRC32C sum = new CRC32C();
        sum.update(block.duplicate());
        long before = sums.compareAndExchange(index, UNKNOWN, sum.getValue());
        return before == UNKNOWN || before == sum.getValue();
    }
}
