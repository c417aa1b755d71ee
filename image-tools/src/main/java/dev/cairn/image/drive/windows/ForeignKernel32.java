package dev.cairn.image.drive.windows;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.image.drive.raw.SystemLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The kernel32.dll of this Windows. Only 64-bit Windows has a Java 25, so a HANDLE is a long. Thread-safe. */
public final class ForeignKernel32 implements Kernel32 {
    /** {@code \\?\Volume{GUID}\} takes 49 characters; the documents ask for room for MAX_PATH. */
    private static final int NAME_CHARACTERS = 260;

    /** OVERLAPPED (minwinbase.h): two pointers, the offset in two halves, an event. */
    private static final int OVERLAPPED_BYTES = 32;

    private static final int OVERLAPPED_OFFSET = 16;
    private static final long NO_TEMPLATE = 0;

    private final SystemLibrary library;
    private final MethodHandle createFile;
    private final MethodHandle readFile;
    private final MethodHandle writeFile;
    private final MethodHandle flushFileBuffers;
    private final MethodHandle deviceIoControl;
    private final MethodHandle closeHandle;
    private final MethodHandle findFirstVolume;
    private final MethodHandle findNextVolume;
    private final MethodHandle findVolumeClose;

    ForeignKernel32(SystemLibrary library) {
        FunctionDescriptor transfer = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        FunctionDescriptor onHandle = FunctionDescriptor.of(JAVA_INT, JAVA_LONG);
        this.library = library;
        this.createFile = library.function(
                "CreateFileW",
                FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG));
        this.readFile = library.function("ReadFile", transfer);
        this.writeFile = library.function("WriteFile", transfer);
        this.flushFileBuffers = library.function("FlushFileBuffers", onHandle);
        this.deviceIoControl = library.function(
                "DeviceIoControl",
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
        this.closeHandle = library.function("CloseHandle", onHandle);
        this.findFirstVolume =
                library.function("FindFirstVolumeW", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
        this.findNextVolume =
                library.function("FindNextVolumeW", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT));
        this.findVolumeClose = library.function("FindVolumeClose", onHandle);
    }

    /** Looks the functions up now; call it on Windows alone. */
    @SuppressWarnings("restricted") // the launcher allows native access
    static ForeignKernel32 ofThisSystem() {
        return new ForeignKernel32(new SystemLibrary(
                SymbolLookup.libraryLookup("kernel32.dll", Arena.global()), SystemLibrary.captured("GetLastError")));
    }

    @Override
    public long createFile(String name, int access, int share, int flags) throws Win32Exception {
        return library.call(
                (state, memory) -> (long) createFile.invokeExact(
                        state,
                        memory.allocateFrom(name, StandardCharsets.UTF_16LE),
                        access,
                        share,
                        MemorySegment.NULL,
                        Win32.OPEN_EXISTING,
                        flags,
                        NO_TEMPLATE),
                handle -> handle == Win32.INVALID_HANDLE_VALUE,
                code -> new Win32Exception("CreateFileW", code));
    }

    @Override
    public int readFile(long handle, MemorySegment into, long at) throws Win32Exception {
        return transfer("ReadFile", readFile, handle, into, at);
    }

    @Override
    public int writeFile(long handle, MemorySegment source, long at) throws Win32Exception {
        return transfer("WriteFile", writeFile, handle, source, at);
    }

    private int transfer(String name, MethodHandle function, long handle, MemorySegment bytes, long at)
            throws Win32Exception {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment count = memory.allocate(JAVA_INT);
            MemorySegment overlapped = memory.allocate(OVERLAPPED_BYTES, Long.BYTES);
            overlapped.set(JAVA_LONG, OVERLAPPED_OFFSET, at);
            requireSuccess(name, (state, unused) ->
                    (int) function.invokeExact(state, handle, bytes, (int) bytes.byteSize(), count, overlapped));
            return count.get(JAVA_INT, 0);
        }
    }

    @Override
    public void flushFileBuffers(long handle) throws Win32Exception {
        requireSuccess("FlushFileBuffers", (state, memory) -> (int) flushFileBuffers.invokeExact(state, handle));
    }

    @Override
    public int deviceIoControl(long handle, int code, MemorySegment answer) throws Win32Exception {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment count = own.allocate(JAVA_INT);
            MemorySegment place = answer.byteSize() == 0 ? MemorySegment.NULL : answer;
            requireSuccess("DeviceIoControl", (state, memory) -> (int) deviceIoControl.invokeExact(
                    state,
                    handle,
                    code,
                    MemorySegment.NULL,
                    0,
                    place,
                    (int) answer.byteSize(),
                    count,
                    MemorySegment.NULL));
            return count.get(JAVA_INT, 0);
        }
    }

    @Override
    public void closeHandle(long handle) throws Win32Exception {
        requireSuccess("CloseHandle", (state, memory) -> (int) closeHandle.invokeExact(state, handle));
    }

    @Override
    public FirstVolume findFirstVolume() throws Win32Exception {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment name = name(own);
            long search = library.call(
                    (state, memory) -> (long) findFirstVolume.invokeExact(state, name, NAME_CHARACTERS),
                    handle -> handle == Win32.INVALID_HANDLE_VALUE,
                    code -> new Win32Exception("FindFirstVolumeW", code));
            return new FirstVolume(search, name.getString(0, StandardCharsets.UTF_16LE));
        }
    }

    @Override
    public String findNextVolume(long search) throws Win32Exception {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment name = name(own);
            requireSuccess("FindNextVolumeW", (state, memory) ->
                    (int) findNextVolume.invokeExact(state, search, name, NAME_CHARACTERS));
            return name.getString(0, StandardCharsets.UTF_16LE);
        }
    }

    @Override
    public void findVolumeClose(long search) throws Win32Exception {
        requireSuccess("FindVolumeClose", (state, memory) -> (int) findVolumeClose.invokeExact(state, search));
    }

    private static MemorySegment name(Arena memory) {
        return memory.allocate((long) NAME_CHARACTERS * Character.BYTES, Character.BYTES);
    }

    /** For functions that return a BOOL: 0 is failure. */
    private void requireSuccess(String function, SystemLibrary.Call call) throws Win32Exception {
        var unused = library.call(call, bool -> bool == 0, code -> new Win32Exception(function, code));
    }
}
