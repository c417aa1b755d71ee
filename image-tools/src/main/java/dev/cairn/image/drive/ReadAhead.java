package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads and hashes the next ranges on a thread of its own while the caller writes the last one. One caller; it gives every buffer back.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BUFFERS = 4;

    /** What comes out: a range with its bytes, or the reason why there are no more. */
    sealed interface Item {
        record Failed(Exception cause) implements Item {}
    }

    /** A range, its bytes ready for writing, and their digest. */
    record Block(ImageManifest.Range range, ByteBuffer bytes, String sha256) implements Item {}

    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Item> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final String element;
    private final Thread reader;

    ReadAhead(RangeSource source, List<ImageManifest.Range> ranges, int bufferBytes, String element) {
        this.element = element;
        for (int i = 0; i < BUFFERS; i++) {
            free.add(DriveFile.buffer(bufferBytes));
        }
        this.reader = Thread.ofVirtual().name("read-ahead " + element).unstarted(() -> readAll(source, ranges));
    }

    void start() {
        reader.start();
    }

    private void readAll(RangeSource source, List<ImageManifest.Range> ranges) {
        try {
            for (ImageManifest.Range range : ranges) {
                ByteBuffer buffer = free.take();
                String sha256 = source.read(range, buffer);
                filled.put(new Block(range, buffer, sha256));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            filled.add(new Item.Failed(e));
        }
    }

    /** The next range; to be called exactly as often as there are ranges. */
    Block next() {
        try {
            return switch (filled.take()) {
                case Block block -> block;
                case Item.Failed failed -> throw failure(failed.cause());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException(ImageProblem.CANCELLED, "write", element, Map.of(), e);
        }
    }

    private ImageException failure(Exception cause) {
        return switch (cause) {
            case ImageException known -> known;
            case IOException io -> ImageException.io("write", element, io);
            default -> throw new IllegalStateException(cause);
        };
    }

    void giveBack(Block block) {
        free.add(block.bytes());
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
