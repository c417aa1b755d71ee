package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One image on its way to many drives. Drives may be added while others are being written; each goes at its own pace, and what happens to one
 * does not disturb the others. The image is read by whoever is ahead, for all that follow closely.
 *
 * <p>A drive gets what the image's manifest maps, its own seed and partition tables that fit its real size. Where it is larger than the
 * image, the 4 MiB behind the image's last partition are cleared: a node makes its data partition there and would otherwise take over the
 * one of a former node. Everything is read back and held against the image's digests; the tables are written last. The same write, started again after a crash, goes on where it
 * was. Thread-safe. Closing cancels what still runs.
 */
public final class WriteSession implements AutoCloseable {
    private final Path image;
    private final ImageManifest manifest;
    private final WriteOptions options;
    private final Clock clock;
    private final DriveAccess access;
    private final DriveTime time;
    private final ImageBytes bytes;
    private final CheckedImage checked;
    private final List<ImageBlock> blocks;
    private final Buffers buffers = new Buffers(ImageBlock.MAX_BYTES);
    /** What each lane reads its drive into: a smaller call costs a fast drive little, and there may be many lanes. */
    private final Buffers laneBuffers = new Buffers(ImageBlock.MAX_BYTES / 2);

    private final BlockWindow window;
    private final Watchdog watchdog = new Watchdog();
    private final Set<WriteLane> lanes = ConcurrentHashMap.newKeySet();
    private Optional<TableArea> tables = Optional.empty();
    private boolean closed;

    /** What a lane needs to know. */
    record Job(
            Path target,
            Optional<byte[]> seed,
            IdentityCheck identity,
            Progress progress,
            LaneState state,
            WriteOptions options,
            Clock clock) {}

    WriteSession(Path image, WriteOptions options, Clock clock, DriveAccess access) {
        this(image, options, clock, access, System::nanoTime);
    }

    /** @param time what the patience with drives is measured by */
    WriteSession(Path image, WriteOptions options, Clock clock, DriveAccess access, DriveTime time) {
        this(image, manifest(image), options, clock, access, time);
    }

    private WriteSession(
            Path image, ImageManifest manifest, WriteOptions options, Clock clock, DriveAccess access, DriveTime time) {
        this(image, manifest, opened(image, manifest, options), options, clock, access, time);
    }

    private WriteSession(
            Path image,
            ImageManifest manifest,
            ImageBytes bytes,
            WriteOptions options,
            Clock clock,
            DriveAccess access,
            DriveTime time) {
        this.image = image;
        this.options = options;
        this.clock = clock;
        this.access = access;
        this.time = time;
        this.manifest = manifest;
        this.bytes = bytes;
        this.checked = new CheckedImage(bytes, image.toString());
        this.blocks = ImageBlock.of(manifest);
        this.window = new BlockWindow(checked, blocks, buffers);
    }

    private static ImageBytes opened(Path image, ImageManifest manifest, WriteOptions options) {
        try {
            return ImageBytes.open(image, manifest, options.scratch());
        } catch (IOException e) {
            throw ImageException.io("open", image.toString(), e);
        }
    }

    /**
     * Opens an image that is made while it is read. Closing closes {@code bytes} too.
     *
     * @param name how errors call the image
     */
    public static WriteSession of(
            ImageBytes bytes, ImageManifest manifest, Path name, WriteOptions options, Clock clock) {
        WriteSession session =
                new WriteSession(name, manifest, bytes, options, clock, DriveAccess.ofThisSystem(), System::nanoTime);
        session.start();
        return session;
    }

    /**
     * Opens an image that has its manifest beside it. It may be compressed ({@code X.img.zst}, .xz, .gz, .bz2, .zip, with {@code X.img.json}
     * beside it) and is then unpacked once, while drives are being written.
     */
    public static WriteSession open(Path image, WriteOptions options, Clock clock) {
        WriteSession session = new WriteSession(image, options, clock, DriveAccess.ofThisSystem());
        session.start();
        return session;
    }

    /** The manifest of an image; that of {@code X.img.zst} is {@code X.img.json}. */
    public static ImageManifest manifest(Path image) {
        return ImageBytes.manifest(image);
    }

    void start() {
        window.start();
        watchdog.start();
    }

    /**
     * Starts to write a drive.
     *
     * @param target a block device or a file; a file that is missing or empty is made as large as the image, and vanishes again on failure
     * @param seed replaces the image's seed on this drive, at most 16 KiB of JSON
     * @param progress is told on the lane's own thread
     */
    public synchronized WriteLane add(Path target, Optional<byte[]> seed, IdentityCheck identity, Progress progress) {
        if (closed) {
            throw new IllegalStateException("the session for " + image + " is closed");
        }
        LaneState state = new LaneState(target, options.stallLimit(), time);
        Optional<byte[]> padded = seed.map(given -> Seeds.padded(given, "write"));
        Job job = new Job(target, padded, identity, progress, state, options, clock);
        WriteLane lane = new WriteLane(target, state);
        lanes.add(lane);
        BlockWindow.Reader reader = window.reader();
        watchdog.watch(state, reader::abandon);
        state.outcome().whenComplete((receipt, problem) -> lanes.remove(lane));
        // Calls to files pin the carrier of a virtual thread, and a drive may never answer.
        Thread.ofPlatform().daemon().name("drive " + target).start(() -> run(job, reader));
        return lane;
    }

    private void run(Job job, BlockWindow.Reader reader) {
        LaneState state = job.state();
        ByteBuffer buffer = laneBuffers.take();
        try (reader) {
            state.outcome().complete(write(job, reader, buffer));
        } catch (LaneState.Abandoned e) {
            // The outcome is known already, and the drive may still use the buffer.
            laneBuffers.lost();
            return;
        } catch (RuntimeException | Error e) {
            state.outcome().completeExceptionally(e);
        }
        laneBuffers.giveBack(buffer);
    }

    private WriteReceipt write(Job job, BlockWindow.Reader reader, ByteBuffer buffer) {
        boolean made = make(job);
        try (WatchedDrive drive = WatchedDrive.open(access, job.target(), job.state())) {
            WriteReceipt receipt = write(job, drive, reader, buffer);
            made = false;
            return receipt;
        } finally {
            if (made) {
                delete(job.target());
            }
        }
    }

    private WriteReceipt write(Job job, WatchedDrive drive, BlockWindow.Reader reader, ByteBuffer buffer) {
        try {
            LaneWork.requireSectors(job, drive.sectorBytes());
            LaneWork.requireRoom(job, drive.size(), manifest.bytes());
            drive.claim(job.identity());
            DrivePlan plan = DrivePlan.of(manifest, blocks, tables(), job.seed(), drive.size());
            return new LaneWork(job, drive, plan, reader, buffer).run(this::requireEnd);
        } catch (RuntimeException | Error e) {
            job.state().failed(e);
            throw e;
        }
    }

    private boolean make(Job job) {
        job.state().enter();
        try {
            return access.make(job.target(), manifest.bytes());
        } catch (IOException e) {
            throw ImageException.io("write", job.target().toString(), e);
        } finally {
            job.state().leave();
        }
    }

    private void delete(Path target) {
        try {
            access.delete(target);
        } catch (IOException e) {
            throw ImageException.io("write", target.toString(), e);
        }
    }

    private synchronized TableArea tables() {
        if (tables.isEmpty()) {
            tables = Optional.of(TableArea.read(checked, manifest));
        }
        return tables.get();
    }

    /** The image's own backup table is not written as it is, but an image that lacks it is not the one that was baked. */
    private void requireEnd(ByteBuffer buffer) {
        ImageManifest.Range last = manifest.ranges().getLast();
        checked.readChecked(new ImageBlock(last.offset(), last.bytes(), List.of(last)), buffer);
    }

    /** Direct memory that this session holds. */
    long directBytes() {
        return buffers.allocated() + laneBuffers.allocated();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        lanes.forEach(WriteLane::cancel);
        for (WriteLane lane : lanes) {
            if (!lane.awaitEnd()) {
                break;
            }
        }
        watchdog.close();
        try {
            bytes.close();
        } catch (IOException e) {
            throw ImageException.io("close", image.toString(), e);
        } finally {
            window.close();
        }
    }
}
