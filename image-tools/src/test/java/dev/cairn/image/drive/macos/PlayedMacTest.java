package dev.cairn.image.drive.macos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.drive.raw.ErrnoException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The played Mac refuses what a real one refuses by its sources: without that, the tests on it would show nothing. */
class PlayedMacTest {
    private final PlayedMac mac = new PlayedMac();
    private final MemorySegment memory = Arena.ofAuto().allocate(8192, 4096);

    @BeforeEach
    void plug() {
        mac.plug(4, 1 << 20, 512);
    }

    private static int code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ErrnoException.class, call).code();
    }

    @Test
    void aMountedDiskIsNotOpenedForWriting() throws Exception {
        assertThat(code(() -> mac.open("/dev/rdisk4", Darwin.O_RDWR))).isEqualTo(16);
        mac.unmountDisk("/dev/disk4");
        assertThat(mac.open("/dev/rdisk4", Darwin.O_RDWR)).isPositive();
        assertThat(mac.stillOpen()).containsExactly("/dev/rdisk4");
    }

    @Test
    void transfersMustBeWholeSectorsAndEndWithTheDisk() throws Exception {
        int disk = mac.open("/dev/rdisk4", Darwin.O_RDONLY);
        assertThat(code(() -> mac.pread(disk, memory.asSlice(0, 100), 0))).isEqualTo(22);
        assertThat(code(() -> mac.pread(disk, memory, 100))).isEqualTo(22);
        assertThat(mac.pread(disk, memory, (1 << 20) - 512)).isEqualTo(512);
        assertThat(mac.pread(disk, memory, 1 << 20)).isZero();
        assertThat(code(() -> mac.pwrite(disk, memory, 0))).isEqualTo(9);
        assertThat(mac.offences).containsOnly("pread without F_NOCACHE", "pwrite without F_NOCACHE");
    }

    @Test
    void theDeviceWithACacheIsNotMeant() {
        assertThat(code(() -> mac.open("/dev/disk4", Darwin.O_RDONLY))).isEqualTo(2);
        assertThat(mac.offences).containsExactly("opens the device with a cache");
    }
}
