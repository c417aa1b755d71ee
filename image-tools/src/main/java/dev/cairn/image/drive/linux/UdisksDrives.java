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
    /** Linux's asm-generic/fcntl.h, and that of arm64, which has an O_DIRECT of its own. */
    static final int O_EXCL = 0x80;

    static final int O_DIRECT = System.getProperty("os.arch", "").equals("aarch64") ? 0x1_0000 : 0x4000;
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

    private static boolean isBlockDevice(Path target) {
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
                case READING -> new UdisksDrive(this, device, descriptor(device, "r", O_DIRECT, goesOn), used, true);
                case WRITING -> forWriting(device, used, goesOn);
            };
        } catch (RuntimeException e) {
            used.close();
            throw e;
        }
    }

    private RawDrive forWriting(Path device, Udisks.Use used, Runnable goesOn) {
        try {
            return new UdisksDrive(this, device, alone(device, goesOn), used, true);
        } catch (ImageException e) {
            if (e.problem() != ImageProblem.DRIVE_IN_USE) {
                throw e;
            }
            return new UdisksDrive(this, device, descriptor(device, "rw", O_DIRECT, goesOn), used, false);
        }
    }

    /**
     * A descriptor as long as which nobody else mounts or takes anything of the drive. udisks2 tells that somebody has done so before only by a
     * sentence in its own language; if there is another reason, opening it along with others says it.
     */
    int alone(Path device, Runnable goesOn) {
        try {
            return descriptor(device, "rw", O_DIRECT | O_EXCL, goesOn);
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

    /** Looked up when it is needed: who may open drives himself needs no native access. */
    synchronized DeviceLibrary library() {
        if (library.isEmpty()) {
            library = Optional.of(new DeviceLibrary());
        }
        return library.get();
    }

    /** Tells the system of the new partitions; it finds them by itself when the drive is plugged in the next time. */
    static void rescan(Path device) {
        try {
            Udisks.rescan(device);
        } catch (IOException e) {
            // What was written stands and was read back.
            return;
        }
    }
}
