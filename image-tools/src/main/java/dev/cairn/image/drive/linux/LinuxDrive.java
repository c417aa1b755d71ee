package dev.cairn.image.drive.linux;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.RawCall;
import dev.cairn.image.drive.raw.RawDrive;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/** A block device by its descriptor, past the page cache (O_DIRECT of open(2)). One thread. */
final class LinuxDrive implements RawDrive {
    /** {@code _IOR(0x12, 114, size_t)} and {@code _IOR(0x12, 128, __u64)} of linux/fs.h. */
    private static final long BLKGETSIZE64 = 0x8008_1272L;

    /** {@code _IO(0x12, 104)}, whose answer is an int. */
    private static final long BLKSSZGET = 0x1268L;

    private static final long BLKGETDISKSEQ = 0x8008_1280L;

    private final Descriptors descriptors;
    private final DeviceLibrary library;
    private final Path device;
    private int descriptor;
    private boolean alone;
    private boolean written;

    LinuxDrive(Descriptors descriptors, DeviceLibrary library, Path device, int descriptor, boolean alone) {
        this.descriptors = descriptors;
        this.library = library;
        this.device = device;
        this.descriptor = descriptor;
        this.alone = alone;
    }

    @Override
    public long size() throws IOException {
        return call(() -> library.ask(descriptor, BLKGETSIZE64));
    }

    @Override
    public int sectorBytes() throws IOException {
        return call(() -> library.askInt(descriptor, BLKSSZGET));
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        written = true;
        return call(() -> library.pwrite(descriptor, MemorySegment.ofBuffer(source), at));
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return call(() -> library.pread(descriptor, MemorySegment.ofBuffer(into), at));
    }

    @Override
    public void flush() throws IOException {
        call(() -> {
            library.fsync(descriptor);
            return true;
        });
    }

    /** The descriptor that was checked stays open meanwhile, so that the kernel gives its number to no other drive. */
    @Override
    public void takeAlone() throws IOException {
        if (alone) {
            return;
        }
        int checked = descriptor;
        int exclusive = descriptors.alone(device);
        descriptor = exclusive;
        try {
            if (sequence(checked) != sequence(exclusive)) {
                throw new ImageException(ImageProblem.TARGET_CHANGED, "open", device.toString(), Map.of());
            }
            alone = true;
        } finally {
            library.close(checked);
        }
    }

    /** The kernel's number of this very medium; 0 before Linux 5.15. */
    private long sequence(int open) throws IOException {
        try {
            return library.ask(open, BLKGETDISKSEQ);
        } catch (ErrnoException unknown) {
            return 0;
        }
    }

    private <T> T call(RawCall<T> call) throws IOException {
        try {
            return RawCall.finished(call);
        } catch (ErrnoException e) {
            throw LinuxError.of(e, device.toString());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            library.close(descriptor);
        } finally {
            descriptors.closed(device, written);
        }
    }
}
