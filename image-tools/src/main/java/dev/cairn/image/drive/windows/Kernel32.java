package dev.cairn.image.drive.windows;

import java.lang.foreign.MemorySegment;

/**
 * The calls of kernel32.dll that writing a drive needs, each as learn.microsoft.com documents the function of its name, for handles that are
 * not overlapped. A handle is the 64-bit value that Windows gives. Thread-safe.
 */
public interface Kernel32 {
    /** Where a search for volumes stands: its handle and the first name. */
    record FirstVolume(long search, String name) {}

    /** Opens what exists; {@code access} may be 0, which is enough to ask what needs no access. */
    long createFile(String name, int access, int share, int flags) throws Win32Exception;

    /** Reads at an offset; answers how many bytes. */
    int readFile(long handle, MemorySegment into, long at) throws Win32Exception;

    /** Writes at an offset; answers how many bytes. */
    int writeFile(long handle, MemorySegment source, long at) throws Win32Exception;

    void flushFileBuffers(long handle) throws Win32Exception;

    /** Asks without input; {@code answer} may be empty. Answers how many bytes of it were filled. */
    int deviceIoControl(long handle, int code, MemorySegment answer) throws Win32Exception;

    void closeHandle(long handle) throws Win32Exception;

    FirstVolume findFirstVolume() throws Win32Exception;

    /** Fails with ERROR_NO_MORE_FILES after the last one. */
    String findNextVolume(long search) throws Win32Exception;

    void findVolumeClose(long search) throws Win32Exception;
}
