package dev.cairn.app.domain.drive;

import java.nio.file.Path;
import java.util.List;

/**
 * A drive of this machine. Immutable.
 *
 * @param bus {@code usb}, {@code sata}, {@code nvme}, {@code loop}, …
 * @param busPath where it is plugged in, as the system names it
 * @param number the kernel's {@code major:minor}; empty where the system has none
 * @param sequence the kernel's disk sequence number, which changes when media or device changes; 0 when unknown
 * @param reasons why it is never offered; empty when it may be written
 * @param unmounts where the desktop mounted its file systems, which are unmounted before the first byte is written
 */
public record Drive(
        Path device,
        String model,
        String serial,
        long bytes,
        String bus,
        String busPath,
        String number,
        long sequence,
        boolean removable,
        List<Reason> reasons,
        List<String> unmounts) {
    /** The bus of a plain file that plays a drive. */
    public static final String FILE = "file";

    public Drive {
        reasons = List.copyOf(reasons);
        unmounts = List.copyOf(unmounts);
    }

    /** A drive of which no number is known, nothing is mounted, and no reason has a place. */
    public Drive(
            Path device,
            String model,
            String serial,
            long bytes,
            String bus,
            String busPath,
            long sequence,
            boolean removable,
            List<Refusal> refusals) {
        this(
                device,
                model,
                serial,
                bytes,
                bus,
                busPath,
                "",
                sequence,
                removable,
                refusals.stream().map(refusal -> new Reason(refusal, "")).toList(),
                List.of());
    }

    /** A plain file that plays a drive; it is made as large as the image when it is missing or empty. */
    public static Drive file(Path path, long bytes) {
        String name = String.valueOf(path.getFileName());
        return new Drive(path, name, "", bytes, FILE, path.toString(), "", 0, true, List.of(), List.of());
    }

    /** Why a drive is never offered. Texts: {@code Refusal.*} in {@code resources/i18n/messages.properties}. */
    public enum Refusal {
        SYSTEM,
        SYSTEM_UNKNOWN,
        SWAP,
        HIBERNATED,
        APP,
        IMAGE,
        DATA_FOLDER,
        BACKUP,
        MOUNTED,
        MEMBER,
        ENCRYPTED,
        IN_USE,
        READ_ONLY,
        NOT_REMOVABLE,
        NETWORK,
        VIRTUAL,
        NO_MEDIUM,
        UNREADABLE
    }

    /**
     * One reason.
     *
     * @param about where it was seen, for example {@code / on sda2}; may be empty
     */
    public record Reason(Refusal refusal, String about) {}

    public boolean offered() {
        return reasons.isEmpty();
    }

    /** The codes of the reasons. */
    public List<Refusal> refusals() {
        return reasons.stream().map(Reason::refusal).toList();
    }

    /** Whether {@code other} says that it is the same drive, wherever it is plugged in; not all serial numbers are unique. */
    public boolean isLike(Drive other) {
        return serial.equals(other.serial) && model.equals(other.model) && bytes == other.bytes;
    }

    /** Whether {@code other} is the same device with the same medium in the same place. */
    public boolean isSameAs(Drive other) {
        return device.equals(other.device)
                && number.equals(other.number)
                && serial.equals(other.serial)
                && model.equals(other.model)
                && bytes == other.bytes
                && busPath.equals(other.busPath)
                && sequence == other.sequence;
    }
}
