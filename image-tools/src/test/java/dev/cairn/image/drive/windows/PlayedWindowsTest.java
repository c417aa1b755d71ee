package dev.cairn.image.drive.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The played Windows refuses what Microsoft says that a real one refuses: without that, the tests on it would show nothing. */
class PlayedWindowsTest {
    private static final String DRIVE = "\\\\.\\PhysicalDrive1";
    private static final int BOTH = Win32.GENERIC_READ | Win32.GENERIC_WRITE;

    private final PlayedWindows windows = new PlayedWindows();
    private final PlayedVolume volume = windows.volume(new PlayedVolume.Extent(1, 1 << 20, 1 << 20));
    private final MemorySegment memory = Arena.ofAuto().allocate(8192, 4096);

    @BeforeEach
    void plug() {
        windows.plug(1, 8 << 20, 512);
    }

    private long open(String name) throws Win32Exception {
        return windows.createFile(name, BOTH, 3, Win32.FILE_FLAG_NO_BUFFERING);
    }

    private static int code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Win32Exception.class, call).code();
    }

    @Test
    void transfersMustBeWholeSectors() throws Exception {
        long drive = open(DRIVE);
        assertThat(windows.writeFile(drive, memory, 0)).isEqualTo(8192);
        assertThat(code(() -> windows.writeFile(drive, memory.asSlice(8, 512), 0)))
                .isEqualTo(87);
        assertThat(code(() -> windows.writeFile(drive, memory.asSlice(0, 500), 0)))
                .isEqualTo(87);
        assertThat(code(() -> windows.readFile(drive, memory, 100))).isEqualTo(87);
    }

    @Test
    void mountedVolumesAreWrittenOnlyWhileLockedAndDismounted() throws Exception {
        long drive = open(DRIVE);
        assertThat(code(() -> windows.writeFile(drive, memory, 1 << 20))).isEqualTo(5);
        long locked = open(volume.name());
        windows.deviceIoControl(locked, Win32.FSCTL_LOCK_VOLUME, MemorySegment.NULL);
        windows.deviceIoControl(locked, Win32.FSCTL_DISMOUNT_VOLUME, MemorySegment.NULL);
        assertThat(windows.writeFile(drive, memory, 1 << 20)).isEqualTo(8192);
        windows.closeHandle(locked);
        assertThat(code(() -> windows.writeFile(drive, memory, 1 << 20))).isEqualTo(5);
        assertThat(windows.readFile(drive, memory, 1 << 20)).isEqualTo(8192);
        assertThat(memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0))
                .as("scribbled on")
                .isEqualTo((byte) -1);
        assertThat(windows.offences).isEmpty();
        assertThat(windows.stillOpen()).containsExactly(DRIVE);
    }

    @Test
    void dismountingWithoutALockIsNotedAndHelpsNothing() throws Exception {
        long drive = open(DRIVE);
        long handle = open(volume.name());
        windows.deviceIoControl(handle, Win32.FSCTL_DISMOUNT_VOLUME, MemorySegment.NULL);
        assertThat(windows.offences).containsExactly("dismounts a volume that it did not lock");
        assertThat(code(() -> windows.writeFile(drive, memory, 1 << 20))).isEqualTo(5);
    }

    @Test
    void theNameWithABackslashIsAFolder() {
        assertThat(code(() -> open(volume.name() + "\\"))).isEqualTo(3);
    }
}
