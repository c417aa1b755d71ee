package dev.cairn.image.drive.raw;

/** A call into the system's C library. */
@FunctionalInterface
public interface RawCall<T> {
    /** "Interrupted system call", on Linux and macOS. */
    int EINTR = 4;

    T run() throws ErrnoException;

    /** Calls again for as long as a signal interrupts it. */
    static <T> T finished(RawCall<T> call) throws ErrnoException {
        while (true) {
            try {
                return call.run();
            } catch (ErrnoException e) {
                if (e.code() != EINTR) {
                    throw e;
                }
            }
        }
    }
}
