package dev.cairn.image.drive.windows;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What the codes of Windows mean for a drive that is being written (learn.microsoft.com, System Error Codes). */
enum WindowsError {
    ERROR_FILE_NOT_FOUND(2, true, "there is no such drive"),
    ERROR_PATH_NOT_FOUND(3, true, "there is no such drive"),
    ERROR_ACCESS_DENIED(5, false, "Windows does not allow it"),
    ERROR_INVALID_HANDLE(6, false, "Windows took the drive away from this program"),
    ERROR_WRITE_PROTECT(19, false, "the drive is write-protected"),
    ERROR_NOT_READY(21, false, "there is no medium in the drive, or it is not ready"),
    ERROR_CRC(23, false, "the drive could not read these sectors back"),
    ERROR_SECTOR_NOT_FOUND(27, false, "the drive does not find these sectors"),
    ERROR_GEN_FAILURE(31, false, "the drive does not work"),
    ERROR_SHARING_VIOLATION(32, false, "another program has it open for writing"),
    ERROR_DEV_NOT_EXIST(55, true, "the drive is gone"),
    ERROR_INVALID_PARAMETER(87, false, "the transfer does not fit the drive's sectors or its end"),
    ERROR_SEM_TIMEOUT(121, false, "the drive did not answer in time"),
    ERROR_NO_SUCH_DEVICE(433, true, "the drive is gone"),
    ERROR_MEDIA_CHANGED(1110, false, "the medium was changed"),
    ERROR_NO_MEDIA_IN_DRIVE(1112, false, "there is no medium in the drive"),
    ERROR_IO_DEVICE(1117, false, "the drive did not carry the transfer out"),
    ERROR_DEVICE_NOT_CONNECTED(1167, true, "the drive is gone"),
    ERROR_DEVICE_REMOVED(1617, true, "the drive is gone");

    /** What was being done, which decides what a denied access means. */
    enum Doing {
        OPEN("; run this as an administrator"),
        LOCK("; a program has files of it open: close them and try again"),
        TRANSFER("; a volume of the drive is in use again");

        private final String whenDenied;

        Doing(String whenDenied) {
            this.whenDenied = whenDenied;
        }
    }

    private final int code;
    private final boolean gone;
    private final String meaning;

    WindowsError(int code, boolean gone, String meaning) {
        this.code = code;
        this.gone = gone;
        this.meaning = meaning;
    }

    /** The failure in words; {@link NoSuchFileException} when the drive is not there any more. */
    static IOException of(Win32Exception failure, String element, Doing doing) {
        for (WindowsError error : values()) {
            if (error.code == failure.code()) {
                return error.problem(failure, element, doing);
            }
        }
        return new IOException(element + ": error " + failure.code() + " of Windows", failure);
    }

    /** Whether a drive that answers so when it is opened is not there. */
    static boolean meansGone(int code) {
        for (WindowsError error : values()) {
            if (error.code == code) {
                return error.gone;
            }
        }
        return false;
    }

    private IOException problem(Win32Exception failure, String element, Doing doing) {
        String words = meaning + (this == ERROR_ACCESS_DENIED ? doing.whenDenied : "");
        String reason = name() + " (" + code + "): " + words;
        if (!gone) {
            return new IOException(element + ": " + reason, failure);
        }
        IOException missing = new NoSuchFileException(element, null, reason);
        missing.initCause(failure);
        return missing;
    }
}
