package dev.cairn.app.domain.drive;

import java.nio.file.Path;
import java.util.List;

/**
 * A drive of this machine.
 *
 * @param bus {@code usb}, {@code sata}, {@code nvme}, {@code loop}, …
 * @param busPath where it is plugged in, as the system names it
 * @param sequence the kernel's disk sequence number, which changes when media or device changes; 0 when unknown
 * @param refusals why it is never offered; empty when it may be written
 */
public record Drive(
        Path device,
        String model,
        String serial,
        long bytes,
        String bus,
        String busPath,
        long sequence,
        boolean removable,
        List<Refusal> refusals) {
    /** The bus of a plain file that plays a drive. */
    public static final String FILE = "file";

    public Drive {
        refusals = List.copyOf(refusals);
    }

    /** A plain file that plays a drive; it is made as large as the image when it is missing or empty. */
    public static Drive file(Path path, long bytes) {
        return new Drive(
                path, String.valueOf(path.getFileName()), "", bytes, FILE, path.toString(), 0, true, List.of());
    }

    /** A reason why a drive is never offered. */
    public enum Refusal {
        SYSTEM,
        SWAP,
        MOUNTED,
        MEMBER,
        READ_ONLY,
        NOT_REMOVABLE,
        NO_MEDIUM,
        IN_USE,
        UNREADABLE
    }

    public boolean offered() {
        return refusals.isEmpty();
    }

    /** Whether {@code other} is the same device with the same medium. */
    public boolean isSameAs(Drive other) {
        return device.equals(other.device)
                && serial.equals(other.serial)
                && bytes == other.bytes
                && busPath.equals(other.busPath)
                && sequence == other.sequence;
    }
}
