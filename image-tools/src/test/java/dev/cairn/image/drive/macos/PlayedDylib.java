package dev.cairn.image.drive.macos;

import static dev.cairn.image.drive.raw.PlayedLibrary.at;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.ErrnoException;
import dev.cairn.image.drive.raw.PlayedLibrary;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * The played libSystem behind function addresses. What stands after the named arguments arrives as it does on the machine of the test, which
 * shows nothing of how Apple's arm64 passes it.
 */
public final class PlayedDylib {
    private static final int LONGEST_PATH = 1024;

    private final LibSystem system;
    private final PlayedLibrary library = new PlayedLibrary(this, MethodHandles.lookup());

    private interface Call {
        long run() throws ErrnoException;
    }

    private PlayedDylib(LibSystem system) {
        this.system = system;
    }

    /** Calls to it go out of Java and come back in. */
    public static LibSystem around(LibSystem played) throws ReflectiveOperationException {
        PlayedLibrary dylib = new PlayedDylib(played).library;
        dylib.export("open", "open", int.class, ADDRESS, JAVA_INT);
        dylib.export("pread", "pread", long.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        dylib.export("pwrite", "pwrite", long.class, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        dylib.export("fcntl", "fcntl", int.class, JAVA_INT, JAVA_INT, JAVA_INT);
        dylib.export("ioctl", "ioctl", int.class, JAVA_INT, JAVA_LONG, ADDRESS);
        dylib.export("close", "close", int.class, JAVA_INT);
        return new ForeignLibSystem(dylib.library());
    }

    private long answer(Call call) {
        try {
            return call.run();
        } catch (ErrnoException e) {
            library.fail(e.code());
            return -1;
        }
    }

    int open(MemorySegment path, int flags) {
        return (int) answer(() -> system.open(at(path, LONGEST_PATH).getString(0), flags));
    }

    long pread(int descriptor, MemorySegment into, long bytes, long at) {
        return answer(() -> system.pread(descriptor, at(into, bytes), at));
    }

    long pwrite(int descriptor, MemorySegment source, long bytes, long at) {
        return answer(() -> system.pwrite(descriptor, at(source, bytes), at));
    }

    int fcntl(int descriptor, int command, int argument) {
        return (int) answer(() -> {
            system.fcntl(descriptor, command, argument);
            return 0;
        });
    }

    int ioctl(int descriptor, long request, MemorySegment answer) {
        return (int) answer(() -> {
            system.ioctl(descriptor, request, at(answer, request >> 16 & 0x1fff));
            return 0;
        });
    }

    int close(int descriptor) {
        return (int) answer(() -> {
            system.close(descriptor);
            return 0;
        });
    }
}
