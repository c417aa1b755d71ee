package dev.cairn.image.drive.macos;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.RawDrive;
import dev.cairn.image.drive.raw.RawDrives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole disks of macOS by the names {@code /dev/diskN} and {@code /dev/rdiskN}, which are opened alike. Thread-safe. */
public final class RawDisks implements RawDrives {
    private static final Pattern DEVICE = Pattern.compile("/dev/r?disk([0-9]{1,5})");

    private final LibSystem system;
    private final DiskUtility utility;

    public RawDisks(LibSystem system, DiskUtility utility) {
        this.system = system;
        this.utility = utility;
    }

    /** Looks the functions of libSystem up; call it on macOS alone. */
    public static RawDisks ofThisSystem() {
        return new RawDisks(ForeignLibSystem.ofThisSystem(), DiskUtility.ofThisSystem());
    }

    @Override
    public boolean isDevice(Path target) {
        return number(target).isPresent();
    }

    private static OptionalInt number(Path target) {
        Matcher matcher = DEVICE.matcher(target.toString());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** A disk is writable once it was taken alone, whatever it was opened for. */
    @Override
    public RawDrive open(Path device, Use use) throws IOException {
        return RawDisk.open(system, utility, number(device).orElseThrow());
    }

    @Override
    public boolean present(Path device) {
        try {
            system.close(system.open(RawDisk.raw(number(device).orElseThrow()), Darwin.O_RDONLY));
            return true;
        } catch (ErrnoException e) {
            return !MacError.meansGone(e.code());
        }
    }
}
