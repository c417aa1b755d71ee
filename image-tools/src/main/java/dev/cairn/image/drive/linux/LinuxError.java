package dev.cairn.image.drive.linux;

import dev.cairn.image.drive.raw.ErrnoException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What the errno of a call means for a drive that is being written (Linux's asm-generic/errno-base.h, Documentation/block). */
enum LinuxError {
    EPERM(1, false, "Linux does not allow it"),
    ENOENT(2, true, "there is no such drive"),
    EIO(5, false, "the drive did not carry the transfer out"),
    ENXIO(6, true, "the drive is gone"),
    EBADF(9, false, "the drive was closed"),
    EACCES(13, false, "Linux does not allow it"),
    EBUSY(16, false, "a file system on it is mounted, or another program has taken it for itself"),
    ENODEV(19, true, "the drive is gone"),
    EINVAL(22, false, "the transfer does not fit the drive's sectors or its end"),
    ENOSPC(28, false, "the drive ends before"),
    EROFS(30, false, "the drive is write-protected"),
    ENOMEDIUM(123, true, "there is no medium in the drive");

    private final int code;
    private final boolean gone;
    private final String meaning;

    LinuxError(int code, boolean gone, String meaning) {
        this.code = code;
        this.gone = gone;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** The failure in words; {@link NoSuchFileException} when the drive is not there any more. */
    static IOException of(ErrnoException failure, String element) {
        for (LinuxError error : values()) {
            if (error.code == failure.code()) {
                return error.problem(failure, element);
            }
        }
        return new IOException(element + ": error " + failure.code() + " of Linux", failure);
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
