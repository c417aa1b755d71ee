package dev.cairn.image.drive.linux;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.RawCall;
import dev.cairn.image.drive.raw.RawDrive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The block devices of Linux that this user may open himself, as root may. Thread-safe. */
public final class OwnDrives {
    private Optional<DeviceLibrary> library = Optional.empty();

    /** Opens a drive for writing; what is mounted of it may be unmounted before it is taken alone. */
    public RawDrive open(Path device) throws IOException {
        try {
            return new LinuxDrive(new Own(), library(), device, opened(device, 0), false);
        } catch (ErrnoException e) {
            throw LinuxError.of(e, device.toString());
        }
    }

    private int opened(Path device, int more) throws ErrnoException {
        int flags = OpenFlags.O_RDWR | OpenFlags.O_DIRECT | OpenFlags.O_CLOEXEC | more;
        return RawCall.finished(() -> library().open(device.toString(), flags));
    }

    private final class Own implements Descriptors {
        /** With O_EXCL, which for a block device means that whoever mounts it or makes it part of something else is refused, and refuses us. */
        @Override
        public int alone(Path device) throws IOException {
            try {
                return opened(device, OpenFlags.O_EXCL);
            } catch (ErrnoException e) {
                IOException problem = LinuxError.of(e, device.toString());
                if (e.code() != LinuxError.EBUSY.code()) {
                    throw problem;
                }
                String reason = String.valueOf(problem.getMessage());
                throw new ImageException(
                        ImageProblem.DRIVE_IN_USE, "open", device.toString(), Map.of("reason", reason), problem);
            }
        }

        /** The system reads the new partitions by itself once a drive that was open for writing is closed. */
        @Override
        public void closed(Path device, boolean written) {}
    }

    private synchronized DeviceLibrary library() {
        if (library.isEmpty()) {
            library = Optional.of(new DeviceLibrary());
        }
        return library.get();
    }
}
