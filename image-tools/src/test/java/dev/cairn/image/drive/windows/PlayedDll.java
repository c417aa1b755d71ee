package dev.cairn.image.drive.windows;

import static dev.cairn.image.drive.raw.PlayedLibrary.at;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.PlayedLibrary;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;

/** The played kernel32 behind function addresses, with the signatures that Microsoft documents. */
public final class PlayedDll {
    private static final int INVALID_PARAMETER = 87;

    private final Kernel32 kernel;
    private final PlayedLibrary library = new PlayedLibrary(this, MethodHandles.lookup());

    private interface Call {
        long run() throws Win32Exception;
    }

    private PlayedDll(Kernel32 kernel) {
        this.kernel = kernel;
    }

    /** Calls to it go out of Java and come back in. */
    public static Kernel32 around(Kernel32 played) throws ReflectiveOperationException {
        PlayedLibrary dll = new PlayedDll(played).library;
        dll.export(
                "CreateFileW",
                "createFileW",
                long.class,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_LONG);
        dll.export("ReadFile", "readFile", int.class, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        dll.export("WriteFile", "writeFile", int.class, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        dll.export("FlushFileBuffers", "flushFileBuffers", int.class, JAVA_LONG);
        dll.export(
                "DeviceIoControl",
                "deviceIoControl",
                int.class,
                JAVA_LONG,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                ADDRESS);
        dll.export("CloseHandle", "closeHandle", int.class, JAVA_LONG);
        dll.export("FindFirstVolumeW", "findFirstVolumeW", long.class, ADDRESS, JAVA_INT);
        dll.export("FindNextVolumeW", "findNextVolumeW", int.class, JAVA_LONG, ADDRESS, JAVA_INT);
        dll.export("FindVolumeClose", "findVolumeClose", int.class, JAVA_LONG);
        return new ForeignKernel32(dll.library());
    }

    private long answer(long failed, Call call) {
        try {
            return call.run();
        } catch (Win32Exception e) {
            library.fail(e.code());
            return failed;
        }
    }

    long createFileW(
            MemorySegment name, int access, int share, MemorySegment security, int creation, int flags, long template) {
        return answer(-1, () -> {
            if (creation != 3 || template != 0 || !security.equals(MemorySegment.NULL)) {
                throw new Win32Exception("CreateFileW", INVALID_PARAMETER);
            }
            return kernel.createFile(at(name, 1024).getString(0, StandardCharsets.UTF_16LE), access, share, flags);
        });
    }

    /** The offset stands in two halves behind two pointers. */
    private static long offset(MemorySegment overlapped) {
        MemorySegment fields = at(overlapped, 32);
        return Integer.toUnsignedLong(fields.get(JAVA_INT, 16)) | (long) fields.get(JAVA_INT, 20) << 32;
    }

    int readFile(long handle, MemorySegment into, int bytes, MemorySegment count, MemorySegment overlapped) {
        return (int) answer(0, () -> {
            at(count, 4).set(JAVA_INT, 0, kernel.readFile(handle, at(into, bytes), offset(overlapped)));
            return 1;
        });
    }

    int writeFile(long handle, MemorySegment source, int bytes, MemorySegment count, MemorySegment overlapped) {
        return (int) answer(0, () -> {
            at(count, 4).set(JAVA_INT, 0, kernel.writeFile(handle, at(source, bytes), offset(overlapped)));
            return 1;
        });
    }

    int flushFileBuffers(long handle) {
        return (int) answer(0, () -> {
            kernel.flushFileBuffers(handle);
            return 1;
        });
    }

    int deviceIoControl(
            long handle,
            int code,
            MemorySegment in,
            int inBytes,
            MemorySegment out,
            int outBytes,
            MemorySegment count,
            MemorySegment overlapped) {
        return (int) answer(0, () -> {
            if (inBytes != 0 || !in.equals(MemorySegment.NULL) || !overlapped.equals(MemorySegment.NULL)) {
                throw new Win32Exception("DeviceIoControl", INVALID_PARAMETER);
            }
            at(count, 4).set(JAVA_INT, 0, kernel.deviceIoControl(handle, code, at(out, outBytes)));
            return 1;
        });
    }

    int closeHandle(long handle) {
        return (int) answer(0, () -> {
            kernel.closeHandle(handle);
            return 1;
        });
    }

    long findFirstVolumeW(MemorySegment name, int characters) {
        return answer(-1, () -> {
            Kernel32.FirstVolume first = kernel.findFirstVolume();
            at(name, characters * 2L).setString(0, first.name(), StandardCharsets.UTF_16LE);
            return first.search();
        });
    }

    int findNextVolumeW(long search, MemorySegment name, int characters) {
        return (int) answer(0, () -> {
            at(name, characters * 2L).setString(0, kernel.findNextVolume(search), StandardCharsets.UTF_16LE);
            return 1;
        });
    }

    int findVolumeClose(long search) {
        return (int) answer(0, () -> {
            kernel.findVolumeClose(search);
            return 1;
        });
    }
}
