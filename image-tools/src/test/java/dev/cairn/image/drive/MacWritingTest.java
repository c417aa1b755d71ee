package dev.cairn.image.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.BakedImage;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.drive.macos.LibSystem;
import dev.cairn.image.drive.macos.PlayedDylib;
import dev.cairn.image.drive.macos.PlayedMac;
import dev.cairn.image.drive.macos.RawDisks;
import dev.cairn.image.drive.raw.MemoryDisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole writes through the macOS adapter, onto a libSystem and a diskutil that are played. None of this has run on a real Mac. */
class MacWritingTest {
    private static final byte[] SEED = "{\"siteId\":\"north\"}".getBytes(StandardCharsets.UTF_8);
    private static final long MIB = 1 << 20;
    private static final Path DRIVE = Path.of("/dev/disk4");

    private static Optional<BakedImage> baked = Optional.empty();
    private static Path folder = Path.of("");

    private final PlayedMac mac = new PlayedMac();

    @BeforeAll
    static void bake(@TempDir Path shared) {
        folder = shared;
        BakeRequest request = BakeRequest.of(
                folder.resolve("x.img"), SampleRoots.bundle(folder.resolve("slot")), new byte[] {'{', '}'});
        baked = Optional.of(new ImageBaker().bake(request, Progress.NONE));
    }

    @AfterEach
    void nothingStaysOpenAndNothingWasDoneThatShouldNot() {
        assertThat(mac.stillOpen()).isEmpty();
        assertThat(mac.offences).isEmpty();
    }

    private static BakedImage image() {
        return baked.orElseThrow();
    }

    private MemoryDisk plug() {
        return mac.plug(4, image().manifest().bytes() + 64 * MIB, 512);
    }

    private DriveAccess access(LibSystem system) {
        return new DeviceAccess(new RawDisks(system, mac), new FileAccess());
    }

    private WriteReceipt write(LibSystem system, Path target, IdentityCheck identity, Progress progress) {
        try (WriteSession session =
                new WriteSession(image().file(), WriteOptions.USUAL, Clock.systemUTC(), access(system))) {
            session.start();
            return session.add(target, Optional.of(SEED), identity, progress).await();
        }
    }

    private ImageException refusal(IdentityCheck identity) {
        return catchThrowableOfType(ImageException.class, () -> write(mac, DRIVE, identity, Progress.NONE));
    }

    private String reason() {
        return String.valueOf(refusal(IdentityCheck.NONE).arguments().get("reason"));
    }

    private void isWhole(MemoryDisk disk, LibSystem system, String name) {
        assertThat(new DriveVerifier(access(system))
                        .verify(image().file(), DRIVE, Progress.NONE)
                        .intact())
                .isTrue();
        Path copy = disk.copyTo(folder.resolve(name));
        assertThat(new ImageInspector().inspect(copy).seed()).contains("{\"siteId\":\"north\"}");
        assertThat(OtherTools.run("sgdisk", "-v", copy.toString()).ok().output())
                .contains("No problems found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/disk4", "/dev/rdisk4"})
    void anImageIsWrittenAndReadBackOnAPlayedMac(String name) {
        MemoryDisk disk = plug();
        WriteReceipt receipt = write(mac, Path.of(name), IdentityCheck.NONE, Progress.NONE);
        assertThat(receipt.verified()).isTrue();
        assertThat(receipt.cacheBypassed()).isTrue();
        assertThat(receipt.writtenBytes()).isEqualTo(image().manifest().mappedBytes());
        assertThat(mac.calls)
                .containsExactly(
                        "read /dev/rdisk4",
                        "unmount /dev/disk4",
                        "write /dev/rdisk4",
                        "close read /dev/rdisk4",
                        "close write /dev/rdisk4");
        assertThat(mac.flushes).isGreaterThan(3);
        isWhole(disk, mac, name.substring(5) + ".img");
    }

    @Test
    void theSameThroughFunctionAddresses() throws Exception {
        MemoryDisk disk = plug();
        disk.mostAtOnce = 1 << 20;
        LibSystem system = PlayedDylib.around(mac);
        assertThat(write(system, DRIVE, IdentityCheck.NONE, Progress.NONE).verified())
                .isTrue();
        isWhole(disk, system, "called.img");
        mac.root = false;
        ImageException refused = catchThrowableOfType(
                ImageException.class, () -> write(system, DRIVE, IdentityCheck.NONE, Progress.NONE));
        assertThat(refused.arguments().get("reason")).contains("EACCES (13)");
    }

    @ParameterizedTest
    @ValueSource(longs = {3584, 512, 4096})
    void drivesOfAnyLengthAreWritten(long more) {
        MemoryDisk disk = mac.plug(4, image().manifest().bytes() + more, 512);
        assertThat(write(mac, DRIVE, IdentityCheck.NONE, Progress.NONE).verified())
                .isTrue();
        isWhole(disk, mac, "longer-" + more + ".img");
    }

    @Test
    void aDriveWithSectorsOf4096BytesIsRefusedBeforeAnythingIsTouched() {
        MemoryDisk disk = mac.plug(4, image().manifest().bytes(), 4096);
        ImageException refused = refusal(IdentityCheck.NONE);
        assertThat(refused.problem()).isEqualTo(ImageProblem.SECTORS_UNSUPPORTED);
        assertThat(refused.arguments()).containsEntry("sector", "4096");
        assertThat(disk.written.get()).isZero();
        assertThat(mac.calls).containsExactly("read /dev/rdisk4", "close read /dev/rdisk4");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "false, false"})
    void drivesAreFlushedAsFarAsTheyKnow(boolean files, boolean disks) {
        plug();
        mac.flushesFiles = files;
        mac.flushesDisks = disks;
        assertThat(write(mac, DRIVE, IdentityCheck.NONE, Progress.NONE).verified())
                .isTrue();
        assertThat(mac.flushes > 0).isEqualTo(files || disks);
    }

    @Test
    void anInterruptedCallIsMadeAgain() {
        plug();
        mac.interruptedIn = 20;
        assertThat(write(mac, DRIVE, IdentityCheck.NONE, Progress.NONE).verified())
                .isTrue();
        assertThat(mac.interruptedIn).isNegative();
    }

    @Test
    void aDriveWithOpenFilesIsNotTouched() {
        MemoryDisk disk = plug();
        mac.use(4);
        assertThat(reason()).contains("/dev/disk4 cannot be unmounted", "at least one volume");
        assertThat(disk.written.get()).isZero();
    }

    @Test
    void aDriveThatWasSwappedStaysMounted() {
        MemoryDisk disk = plug();
        ImageException refused = refusal(() -> {
            throw new ImageException(ImageProblem.TARGET_CHANGED, "write", DRIVE.toString(), Map.of());
        });
        assertThat(refused.problem()).isEqualTo(ImageProblem.TARGET_CHANGED);
        assertThat(disk.written.get()).isZero();
        assertThat(mac.calls).containsExactly("read /dev/rdisk4", "close read /dev/rdisk4");
    }

    @Test
    void aDriveThatIsWrittenByAnotherProgramIsRefused() throws Exception {
        plug();
        mac.unmountDisk("/dev/disk4");
        int other = mac.open("/dev/rdisk4", 2);
        assertThat(reason()).contains("EBUSY (16)", "another program has it open");
        mac.close(other);
    }

    @Test
    void whoMayNotIsToldWhatToDo() {
        plug();
        mac.root = false;
        assertThat(reason()).contains("EACCES (13)", "sudo");
        mac.root = true;
        mac.fullDiskAccess = false;
        assertThat(reason()).contains("EPERM (1)", "Full Disk Access");
    }

    @Test
    void aWriteProtectedDriveSaysSo() {
        MemoryDisk disk = plug();
        mac.readOnly(4);
        assertThat(reason()).contains("EROFS (30)", "write-protected");
        disk.writeProtected = true;
        assertThat(reason()).contains("EACCES (13)", "write-protected");
    }

    @Test
    void aDriveThatIsPulledOutVanishes() {
        plug().vanishesAfter = 3 * MIB;
        ImageException failed = refusal(IdentityCheck.NONE);
        assertThat(failed.problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
        assertThat(failed.arguments().get("reason")).contains("ENXIO (6)", "gone");
    }

    @Test
    void aDriveThatIsNotThereIsMissing() {
        assertThat(refusal(IdentityCheck.NONE).problem()).isEqualTo(ImageProblem.FILE_MISSING);
    }

    @Test
    void aDriveThatDoesNotReadBackFails() {
        plug().unreadable = image().manifest().ranges().get(4).offset() + 77;
        ImageException failed = refusal(IdentityCheck.NONE);
        assertThat(failed.phase()).isEqualTo("verify");
        assertThat(failed.arguments().get("reason")).contains("EIO (5)");
    }

    @Test
    void aDriveThatShrinksIsNoticed() {
        MemoryDisk disk = plug();
        Progress shrinking = (phase, element, done, total) -> disk.size = phase.equals("verify") ? 8 * MIB : disk.size;
        ImageException failed =
                catchThrowableOfType(ImageException.class, () -> write(mac, DRIVE, IdentityCheck.NONE, shrinking));
        assertThat(failed.problem()).isEqualTo(ImageProblem.DRIVE_SHRUNK);
    }

    @Test
    void aSliceIsNoDriveAndFilesStayFiles() throws Exception {
        RawDisks disks = new RawDisks(mac, mac);
        assertThat(disks.isDevice(Path.of("/dev/disk4s1"))).isFalse();
        assertThat(disks.isDevice(Path.of("/dev/rdisk12"))).isTrue();
        Path file = folder.resolve("disk4");
        DriveAccess access = access(mac);
        assertThat(access.make(file, MIB)).isTrue();
        try (DriveChannel channel = access.open(file)) {
            assertThat(channel.device()).isFalse();
        }
        assertThat(mac.calls).isEmpty();
    }
}
