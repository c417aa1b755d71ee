package dev.cairn.image.drive.macos;

import dev.cairn.image.drive.raw.ErrnoException;
import java.lang.foreign.MemorySegment;

/** The calls of libSystem that writing a drive needs, each as section 2 of the macOS manual has the function of its name. Thread-safe. */
public interface LibSystem {
    /** Opens what exists. */
    int open(String path, int flags) throws ErrnoException;

    /** Answers how many bytes, 0 at the end. */
    int pread(int descriptor, MemorySegment into, long at) throws ErrnoException;

    /** Answers how many bytes. */
    int pwrite(int descriptor, MemorySegment source, long at) throws ErrnoException;

    void fcntl(int descriptor, int command, int argument) throws ErrnoException;

    /** {@code answer} is as long as the request says; it may be empty. */
    void ioctl(int descriptor, long request, MemorySegment answer) throws ErrnoException;

    void close(int descriptor) throws ErrnoException;
}
