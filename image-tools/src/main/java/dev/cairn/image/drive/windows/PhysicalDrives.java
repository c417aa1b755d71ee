package dev.cairn.image.drive.windows;

import dev.cairn.image.drive.raw.RawDrive;
import dev.cairn.image.drive.raw.RawDrives;
import dev.cairn.image.drive.windows.WindowsError.Doing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The drives of Windows by the names {@code \\.\PhysicalDriveN}. Thread-safe. */
public final class PhysicalDrives implements RawDrives {
    /** Java's paths take the name for that of a share and put a backslash to its end. */
    private static final Pattern DEVICE = Pattern.compile("\\\\\\\\\\.\\\\physicaldrive([0-9]{1,4})\\\\?");

    private static final int BOTH_SHARES = Win32.FILE_SHARE_READ | Win32.FILE_SHARE_WRITE;
    private static final int PAST_THE_CACHE = Win32.FILE_FLAG_NO_BUFFERING | Win32.FILE_FLAG_WRITE_THROUGH;

    private final Kernel32 kernel;

    public PhysicalDrives(Kernel32 kernel) {
        this.kernel = kernel;
    }

    /** Looks the functions of kernel32 up; call it on Windows alone. */
    public static PhysicalDrives ofThisSystem() {
        return new PhysicalDrives(ForeignKernel32.ofThisSystem());
    }

    @Override
    public boolean isDevice(Path target) {
        return number(target).isPresent();
    }

    private static OptionalInt number(Path target) {
        Matcher matcher = DEVICE.matcher(target.toString().toLowerCase(Locale.ROOT));
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static String name(int number) {
        return "\\\\.\\PhysicalDrive" + number;
    }

    /** For writing, nobody else may have the drive open for writing. */
    @Override
    public RawDrive open(Path device, Use use) throws IOException {
        int number = number(device).orElseThrow();
        String name = name(number);
        try {
            long handle = switch (use) {
                case READING -> kernel.createFile(name, Win32.GENERIC_READ, BOTH_SHARES, PAST_THE_CACHE);
                case WRITING ->
                    kernel.createFile(
                            name, Win32.GENERIC_READ | Win32.GENERIC_WRITE, Win32.FILE_SHARE_READ, PAST_THE_CACHE);
            };
            return new PhysicalDrive(kernel, name, number, handle);
        } catch (Win32Exception e) {
            throw WindowsError.of(e, name, Doing.OPEN);
        }
    }

    @Override
    public boolean present(Path device) {
        try {
            kernel.closeHandle(kernel.createFile(name(number(device).orElseThrow()), 0, BOTH_SHARES, 0));
            return true;
        } catch (Win32Exception e) {
            return !WindowsError.meansGone(e.code());
        }
    }
}
