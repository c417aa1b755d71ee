package dev.cairn.image.drive.windows;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.RawDrive;
import dev.cairn.image.drive.windows.WindowsError.Doing;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code \\.\PhysicalDriveN}, unbuffered (learn.microsoft.com, CreateFileW "Physical Disks and Volumes", File Buffering). One thread. */
final class PhysicalDrive implements RawDrive {
    static final MemorySegment NO_ANSWER = MemorySegment.NULL;

    private final Kernel32 kernel;
    private final String name;
    private final int number;
    private final long handle;
    private Optional<LockedVolumes> volumes = Optional.empty();

    PhysicalDrive(Kernel32 kernel, String name, int number, long handle) {
        this.kernel = kernel;
        this.name = name;
        this.number = number;
        this.handle = handle;
    }

    private interface Call<T> {
        T run() throws Win32Exception;
    }

    @Override
    public long size() throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment length = memory.allocate(JAVA_LONG);
            call(() -> kernel.deviceIoControl(handle, Win32.IOCTL_DISK_GET_LENGTH_INFO, length));
            return length.get(JAVA_LONG, 0);
        }
    }

    /** {@code Geometry.BytesPerSector} of a DISK_GEOMETRY_EX (winioctl.h). */
    @Override
    public int sectorBytes() throws IOException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment geometry = memory.allocate(Win32.DISK_GEOMETRY_EX_BYTES, Long.BYTES);
            call(() -> kernel.deviceIoControl(handle, Win32.IOCTL_DISK_GET_DRIVE_GEOMETRY_EX, geometry));
            return geometry.get(JAVA_INT, Win32.BYTES_PER_SECTOR_AT);
        }
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        return call(() -> kernel.writeFile(handle, MemorySegment.ofBuffer(source), at));
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return call(() -> {
            try {
                return kernel.readFile(handle, MemorySegment.ofBuffer(into), at);
            } catch (Win32Exception e) {
                if (e.code() == Win32.ERROR_HANDLE_EOF) {
                    return 0;
                }
                throw e;
            }
        });
    }

    @Override
    public void flush() throws IOException {
        call(() -> {
            kernel.flushFileBuffers(handle);
            return true;
        });
    }

    @Override
    public void takeAlone() throws IOException {
        volumes = Optional.of(LockedVolumes.of(kernel, number));
    }

    private <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (Win32Exception e) {
            throw WindowsError.of(e, name, Doing.TRANSFER);
        }
    }

    /** The new partitions are read before the old volumes are given back: Windows would mount those and write to them. */
    @Override
    public void close() throws IOException {
        try {
            if (volumes.isPresent()) {
                readPartitionsAnew();
                volumes.get().close();
            }
        } finally {
            kernel.closeHandle(handle);
        }
    }

    private void readPartitionsAnew() {
        try {
            kernel.deviceIoControl(handle, Win32.IOCTL_DISK_UPDATE_PROPERTIES, NO_ANSWER);
        } catch (Win32Exception e) {
            // What was written stands and was read back; Windows sees it when the drive is plugged in the next time.
            return;
        }
    }
}
