package dev.cairn.image.drive;

import dev.cairn.image.DiskSpace;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Packing;
import dev.cairn.image.Region;
import dev.cairn.image.StagedFile;
import dev.cairn.image.StaleStaging;
import dev.cairn.image.bake.ImageManifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compressed image, unpacked once into a nameless sparse file while drives are already being written from it. Only what the manifest maps is
 * kept. Thread-safe: one thread unpacks, readers wait for it.
 */
final class SpooledImage implements ImageBytes {
    private static final int CHUNK = 256 << 10;

    private final Path image;
    private final Packing packing;
    private final long bytes;
    private final List<ImageManifest.Range> ranges;
    private final FileChannel spool;
    private final Thread unpacker;
    private Optional<ImageException> failure = Optional.empty();
    private long unpacked;
    private int nextRange;
    private boolean closed;

    private SpooledImage(Path image, Packing packing, ImageManifest manifest, FileChannel spool) {
        this.image = image;
        this.packing = packing;
        this.bytes = manifest.bytes();
        this.ranges = manifest.ranges();
        this.spool = spool;
        this.unpacker = Thread.ofPlatform().daemon().name("image-unpacker").unstarted(this::unpack);
    }

    /** Starts to unpack; {@code scratch} must have room for what the manifest maps. */
    static SpooledImage open(Path image, Packing packing, ImageManifest manifest, Path scratch) throws IOException {
        StaleStaging.sweep(scratch);
        DiskSpace.require(scratch, manifest.mappedBytes(), "unpack");
        FileChannel spool = FileChannel.open(
                StagedFile.temporaryName(scratch),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        SpooledImage spooled = new SpooledImage(image, packing, manifest, spool);
        spooled.unpacker.start();
        return spooled;
    }

    private void unpack() {
        try (InputStream file = new BufferedInputStream(new PackedFile(image), CHUNK);
                InputStream in = packing.open(file)) {
            byte[] chunk = new byte[CHUNK];
            int count = read(in, chunk);
            while (count > 0 && !isClosed()) {
                keep(chunk, count);
                advance(count);
                count = read(in, chunk);
            }
            if (!isClosed() && position() != bytes) {
                fail(damaged("it unpacks to " + position() + " bytes instead of " + bytes));
            }
        } catch (ImageException e) {
            fail(e);
        } catch (IOException e) {
            fail(damaged(String.valueOf(e.getMessage())));
        } catch (RuntimeException | OutOfMemoryError e) {
            // Whatever it is: readers wait for it.
            fail(damaged(e.toString()));
        }
    }

    /** A chunk that is full unless the image ends; more than the manifest knows of is read no further than to notice it. */
    private int read(InputStream in, byte[] chunk) throws IOException {
        if (position() > bytes) {
            throw damaged("it unpacks to more than " + bytes + " bytes");
        }
        return in.readNBytes(chunk, 0, chunk.length);
    }

    private void keep(byte[] chunk, int count) {
        long start = position();
        long end = start + count;
        try {
            while (nextRange < ranges.size() && ranges.get(nextRange).offset() < end) {
                ImageManifest.Range range = ranges.get(nextRange);
                long rangeEnd = range.offset() + range.bytes();
                long from = Math.max(start, range.offset());
                ByteBuffer part = ByteBuffer.wrap(chunk, (int) (from - start), (int) (Math.min(end, rangeEnd) - from));
                while (part.hasRemaining()) {
                    from += spool.write(part, from);
                }
                if (rangeEnd > end) {
                    return;
                }
                nextRange++;
            }
        } catch (IOException e) {
            throw ImageException.io("unpack", image.toString(), e);
        }
    }

    private ImageException damaged(String reason) {
        return new ImageException(ImageProblem.IMAGE_DAMAGED, "unpack", image.toString(), Map.of("reason", reason));
    }

    private synchronized long position() {
        return unpacked;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void advance(int count) {
        unpacked += count;
        notifyAll();
    }

    private synchronized void fail(ImageException e) {
        failure = Optional.of(e);
        notifyAll();
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        await(at + into.remaining());
        Region.whole(spool).read(at, into);
    }

    private synchronized void await(long end) throws IOException {
        while (unpacked < end && failure.isEmpty()) {
            if (closed) {
                throw new IOException("closed");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ImageException(ImageProblem.CANCELLED, "unpack", image.toString(), Map.of(), e);
            }
        }
        if (failure.isPresent()) {
            ImageException known = failure.get();
            throw new ImageException(known.problem(), known.phase(), known.element(), known.arguments(), known);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            unpacker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spool.close();
    }
}
