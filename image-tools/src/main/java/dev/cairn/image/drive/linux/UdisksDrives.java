package dev.cairn.image.drive.linux;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.drive.raw.RawDrive;
import dev.cairn.image.drive.raw.RawDrives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The block devices of Linux, opened by udisks2. Thread-safe. */
public final class UdisksDrives {
    private static final int TYPE = 0170000;
    private static final int BLOCK_DEVICE = 0060000;

    private final Udisks udisks;
    private Optional<DeviceLibrary> library = Optional.empty();

    public UdisksDrives(Udisks udisks) {
        this.udisks = udisks;
    }

    /** Whether only udisks2 can open this: a block device that this user may not open. */
    public static boolean needed(Path target, RawDrives.Use use) {
        boolean allowed = switch (use) {
            case READING -> Files.isReadable(target);
            case WRITING -> Files.isReadable(target) && Files.isWritable(target);
        };
        return !allowed && isBlockDevice(target);
    }

    public static boolean isBlockDevice(Path target) {
        try {
            return ((int) Files.getAttribute(target, "unix:mode") & TYPE) == BLOCK_DEVICE;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Opens a drive, which may mean that a person is asked and takes as long as that takes. What is mounted may be unmounted once the drive was
     * looked at, so that for writing it is taken alone at once only if it is free.
     *
     * @param goesOn asked while waiting; throws when nobody wants the drive any more
     */
    public RawDrive open(Path device, RawDrives.Use use, Runnable goesOn) {
        Udisks.Use used = udisks.use();
        try {
            return switch (use) {
                case READING -> drive(device, descriptor(device, "r", OpenFlags.O_DIRECT, goesOn), used, true);
                case WRITING -> forWriting(device, used, goesOn);
            };
        } catch (RuntimeException e) {
            used.close();
            throw e;
        }
    }

    private RawDrive drive(Path device, int descriptor, Udisks.Use used, boolean alone) {
        return new LinuxDrive(new Lent(used), library(), device, descriptor, alone);
    }

    private RawDrive forWriting(Path device, Udisks.Use used, Runnable goesOn) {
        try {
            return drive(device, alone(device, goesOn), used, true);
        } catch (ImageException e) {
            if (e.problem() != ImageProblem.DRIVE_IN_USE) {
                throw e;
            }
            return drive(device, descriptor(device, "rw", OpenFlags.O_DIRECT, goesOn), used, false);
        }
    }

    /** Opened by udisks2, over a connection that lasts as long as the drive is open. */
    private final class Lent implements Descriptors {
        private final Udisks.Use used;

        Lent(Udisks.Use used) {
            this.used = used;
        }

        @Override
        public int alone(Path device) {
            return UdisksDrives.this.alone(device, () -> {});
        }

        @Override
        public void closed(Path device, boolean written) {
            try (used) {
                if (written) {
                    rescan(device);
                }
            }
        }
    }

    /**
     * A descriptor as long as which nobody else mounts or takes anything of the drive. udisks2 tells that somebody has done so before only by a
     * sentence in its own language; if there is another reason, opening it along with others says it.
     */
    private int alone(Path device, Runnable goesOn) {
        try {
            return descriptor(device, "rw", OpenFlags.O_DIRECT | OpenFlags.O_EXCL, goesOn);
        } catch (ImageException e) {
            if (e.problem() == ImageProblem.IO_FAILED) {
                throw new ImageException(ImageProblem.DRIVE_IN_USE, e.phase(), e.element(), e.arguments(), e);
            }
            throw e;
        }
    }

    private int descriptor(Path device, String mode, int flags, Runnable goesOn) {
        int descriptor = udisks.open(device, mode, flags, goesOn);
        try {
            if (number(device).equals(number(Path.of("/proc/self/fd", Integer.toString(descriptor))))) {
                return descriptor;
            }
            library().close(descriptor);
        } catch (IOException e) {
            throw ImageException.io("open", device.toString(), e);
        }
        throw new ImageException(ImageProblem.TARGET_CHANGED, "open", device.toString(), Map.of());
    }

    private static Object number(Path device) throws IOException {
        return Files.getAttribute(device, "unix:rdev");
    }

    /** Looked up when it is needed. */
    private synchronized DeviceLibrary library() {
        if (library.isEmpty()) {
            library = Optional.of(new DeviceLibrary());
        }
        return library.get();
    }

    /** Tells the system of the new partitions; it finds them by itself when the drive is plugged in the next time. */
    private static void rescan(Path device) {
        try {
            Udisks.rescan(device);
        } catch (IOException e) {
            // What was written stands and was read back.
            return;
        }
    }
}
