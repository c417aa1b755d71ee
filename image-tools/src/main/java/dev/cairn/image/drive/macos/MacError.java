package dev.cairn.image.drive.macos;

import dev.cairn.image.drive.raw.ErrnoException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What the errno of a call means for a drive that is being written (xnu's sys/errno.h; IOStorageFamily's answers). */
enum MacError {
    EPERM(
            1,
            false,
            "macOS does not allow it; run this with sudo, and give the terminal Full Disk Access in the system settings"),
    ENOENT(2, true, "there is no such drive"),
    EIO(5, false, "the drive did not carry the transfer out"),
    ENXIO(6, true, "the drive is gone"),
    EBADF(9, false, "macOS took the drive away from this program"),
    EACCES(13, false, "macOS does not allow it; run this with sudo, and look whether the drive is write-protected"),
    EBUSY(16, false, "a volume of the drive is mounted, or another program has it open"),
    ENODEV(19, true, "the drive is gone"),
    EINVAL(22, false, "the transfer does not fit the drive's sectors or its end"),
    ENOSPC(28, false, "the drive ends before"),
    EROFS(30, false, "the drive is write-protected");

    private final int code;
    private final boolean gone;
    private final String meaning;

    MacError(int code, boolean gone, String meaning) {
        this.code = code;
        this.gone = gone;
        this.meaning = meaning;
    }

    /** The failure in words; {@link NoSuchFileException} when the drive is not there any more. */
    static IOException of(ErrnoException failure, String element) {
        for (MacError error : values()) {
            if (error.code == failure.code()) {
                return error.problem(failure, element);
            }
        }
        return new IOException(element + ": error " + failure.code() + " of macOS", failure);
    }

    /** Whether a drive that answers so when it is opened is not there. */
    static boolean meansGone(int code) {
        for (MacError error : values()) {
            if (error.code == code) {
                return error.gone;
            }
        }
        return false;
    }

    private IOException problem(ErrnoException failure, String element) {
        String reason = name() + " (" + code + "): " + meaning;
        if (!gone) {
            return new IOException(element + ": " + reason, failure);
        }
        IOException missing = new NoSuchFileException(element, null, reason);
        missing.initCause(failure);
        return missing;
    }
}
