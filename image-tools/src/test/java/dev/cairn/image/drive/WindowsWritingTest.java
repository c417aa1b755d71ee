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
import dev.cairn.image.drive.raw.MemoryDisk;
import dev.cairn.image.drive.windows.Kernel32;
import dev.cairn.image.drive.windows.PhysicalDrives;
import dev.cairn.image.drive.windows.PlayedDll;
import dev.cairn.image.drive.windows.PlayedVolume;
import dev.cairn.image.drive.windows.PlayedVolume.Extent;
import dev.cairn.image.drive.windows.PlayedWindows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole writes through the Windows adapter, onto a kernel32 that is played. None of this has run on a real Windows. */
class WindowsWritingTest {
    private static final byte[] SEED = "{\"siteId\":\"north\"}".getBytes(StandardCharsets.UTF_8);
    private static final long MIB = 1 << 20;

    /** As Java's paths on Windows give the name back. */
    private static final Path DRIVE = Path.of("\\\\.\\PhysicalDrive3\\");

    private static Optional<BakedImage> baked = Optional.empty();
    private static Path folder = Path.of("");

    private final PlayedWindows windows = new PlayedWindows();
    private final PlayedVolume system = windows.volume(new Extent(0, MIB, 4096 * MIB));

    @BeforeAll
    static void bake(@TempDir Path shared) {
        folder = shared;
        BakeRequest request = BakeRequest.of(
                folder.resolve("x.img"), SampleRoots.bundle(folder.resolve("slot")), new byte[] {'{', '}'});
        baked = Optional.of(new ImageBaker().bake(request, Progress.NONE));
    }

    WindowsWritingTest() {
        windows.volumeWithoutDisk(1);
        windows.volumeWithoutDisk(21);
        windows.plug(0, 8192 * MIB, 512);
        system.openFile();
    }

    @AfterEach
    void nothingStaysOpenAndNothingWasDoneThatShouldNot() {
        assertThat(windows.stillOpen()).isEmpty();
        assertThat(windows.offences).isEmpty();
    }

    private static BakedImage image() {
        return baked.orElseThrow();
    }

    private MemoryDisk plug() {
        MemoryDisk disk = windows.plug(3, image().manifest().bytes() + 64 * MIB, 512);
        windows.volume(new Extent(3, MIB, 40 * MIB));
        windows.volume(new Extent(3, 41 * MIB, 20 * MIB));
        return disk;
    }

    private DriveAccess access(Kernel32 kernel) {
        return new DeviceAccess(new PhysicalDrives(kernel), new FileAccess());
    }

    private WriteReceipt write(Kernel32 kernel, IdentityCheck identity) {
        try (WriteSession session =
                new WriteSession(image().file(), WriteOptions.USUAL, Clock.systemUTC(), access(kernel))) {
            session.start();
            return session.add(DRIVE, Optional.of(SEED), identity, Progress.NONE)
                    .await();
        }
    }

    private ImageException refusal(IdentityCheck identity) {
        return catchThrowableOfType(ImageException.class, () -> write(windows, identity));
    }

    private void isWhole(MemoryDisk disk, Kernel32 kernel, String name) {
        assertThat(new DriveVerifier(access(kernel))
                        .verify(image().file(), DRIVE, Progress.NONE)
                        .intact())
                .isTrue();
        Path copy = disk.copyTo(folder.resolve(name));
        assertThat(new ImageInspector().inspect(copy).seed()).contains("{\"siteId\":\"north\"}");
        assertThat(OtherTools.run("sgdisk", "-v", copy.toString()).ok().output())
                .contains("No problems found");
    }

    @Test
    void anImageIsWrittenAndReadBackOnAPlayedWindows() {
        MemoryDisk disk = plug();
        WriteReceipt receipt = write(windows, IdentityCheck.NONE);
        assertThat(receipt.verified()).isTrue();
        assertThat(receipt.cacheBypassed()).isTrue();
        assertThat(receipt.writtenBytes()).isEqualTo(image().manifest().mappedBytes());
        isWhole(disk, windows, "direct.img");
    }

    @Test
    void theSameThroughFunctionAddresses() throws Exception {
        MemoryDisk disk = plug();
        disk.mostAtOnce = 1 << 20;
        Kernel32 kernel = PlayedDll.around(windows);
        assertThat(write(kernel, IdentityCheck.NONE).verified()).isTrue();
        isWhole(disk, kernel, "called.img");
        windows.administrator = false;
        ImageException refused = catchThrowableOfType(ImageException.class, () -> write(kernel, IdentityCheck.NONE));
        assertThat(refused.arguments().get("reason")).contains("ERROR_ACCESS_DENIED (5)");
    }

    @ParameterizedTest
    @ValueSource(longs = {3584, 512, 4096, 0})
    void drivesOfAnyLengthAreWritten(long more) {
        MemoryDisk disk = windows.plug(3, image().manifest().bytes() + more, 512);
        assertThat(write(windows, IdentityCheck.NONE).verified()).isTrue();
        isWhole(disk, windows, "longer-" + more + ".img");
    }

    @Test
    void aDriveWithSectorsOf4096BytesIsRefusedBeforeAnythingIsTouched() {
        MemoryDisk disk = windows.plug(3, image().manifest().bytes(), 4096);
        windows.volume(new Extent(3, MIB, 40 * MIB));
        ImageException refused = refusal(IdentityCheck.NONE);
        assertThat(refused.problem()).isEqualTo(ImageProblem.SECTORS_UNSUPPORTED);
        assertThat(refused.arguments()).containsEntry("sector", "4096");
        assertThat(disk.written.get()).isZero();
        assertThat(windows.calls).noneMatch(call -> call.startsWith("control"));
    }

    @Test
    void volumesStayLockedUntilTheNewPartitionsAreRead() {
        plug();
        write(windows, IdentityCheck.NONE);
        int last = windows.calls.lastIndexOf("close \\\\.\\PhysicalDrive3");
        assertThat(windows.calls.subList(0, last).reversed().subList(0, 2))
                .allMatch(call -> call.startsWith("close \\\\?\\Volume{"));
        assertThat(windows.calls)
                .filteredOn(call -> call.startsWith("control 90018"))
                .hasSize(2)
                .noneMatch(call -> call.contains("-000000000001}"));
    }

    @Test
    void aDriveWithOpenFilesIsNotTouched() {
        MemoryDisk disk = plug();
        windows.volume(new Extent(3, 62 * MIB, MIB)).openFile();
        ImageException refused = refusal(IdentityCheck.NONE);
        assertThat(refused.problem()).isEqualTo(ImageProblem.IO_FAILED);
        assertThat(refused.arguments().get("reason"))
                .contains("Volume{", "ERROR_ACCESS_DENIED (5)", "a program has files of it open");
        assertThat(disk.written.get()).isZero();
    }

    @Test
    void aDriveThatWasSwappedKeepsItsVolumes() {
        MemoryDisk disk = plug();
        ImageException refused = refusal(() -> {
            throw new ImageException(ImageProblem.TARGET_CHANGED, "write", DRIVE.toString(), Map.of());
        });
        assertThat(refused.problem()).isEqualTo(ImageProblem.TARGET_CHANGED);
        assertThat(disk.written.get()).isZero();
        assertThat(windows.calls).noneMatch(call -> call.startsWith("control"));
    }

    @Test
    void aVolumeOnTwoDrivesIsNotTouched() {
        MemoryDisk disk = plug();
        windows.volume(new Extent(3, 61 * MIB, MIB), new Extent(0, 5000 * MIB, MIB));
        assertThat(refusal(IdentityCheck.NONE).arguments().get("reason")).contains("lies on several drives: [0, 3]");
        assertThat(disk.written.get()).isZero();
    }

    @Test
    void anOrdinaryUserIsToldToBeAdministrator() {
        plug();
        windows.administrator = false;
        ImageException refused = refusal(IdentityCheck.NONE);
        assertThat(refused.phase()).isEqualTo("open");
        assertThat(refused.arguments().get("reason")).contains("ERROR_ACCESS_DENIED (5)", "administrator");
    }

    @Test
    void aDriveThatAnotherProgramWritesIsRefused() throws Exception {
        MemoryDisk disk = plug();
        long other = windows.createFile("\\\\.\\PhysicalDrive3", 0x4000_0000, 3, 0);
        assertThat(refusal(IdentityCheck.NONE).arguments().get("reason"))
                .contains("ERROR_SHARING_VIOLATION (32)", "another program");
        assertThat(disk.written.get()).isZero();
        windows.closeHandle(other);
    }

    @Test
    void aDriveThatIsPulledOutVanishesAndTheOthersFinish() {
        MemoryDisk disk = plug();
        disk.vanishesAfter = 3 * MIB;
        windows.plug(4, image().manifest().bytes() + MIB, 512);
        try (WriteSession session =
                new WriteSession(image().file(), WriteOptions.USUAL, Clock.systemUTC(), access(windows))) {
            session.start();
            WriteLane pulled = session.add(DRIVE, Optional.empty(), IdentityCheck.NONE, Progress.NONE);
            WriteLane other =
                    session.add(Path.of("\\\\.\\PhysicalDrive4"), Optional.empty(), IdentityCheck.NONE, Progress.NONE);
            ImageException failed = catchThrowableOfType(ImageException.class, pulled::await);
            assertThat(failed.problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
            assertThat(failed.arguments().get("reason")).contains("ERROR_DEVICE_NOT_CONNECTED (1167)", "gone");
            assertThat(other.await().verified()).isTrue();
        }
    }

    @Test
    void aDriveThatIsNotThereIsMissing() {
        assertThat(refusal(IdentityCheck.NONE).problem()).isEqualTo(ImageProblem.FILE_MISSING);
    }

    @Test
    void aWriteProtectedDriveSaysSo() {
        plug().writeProtected = true;
        ImageException refused = refusal(IdentityCheck.NONE);
        assertThat(refused.problem()).isEqualTo(ImageProblem.IO_FAILED);
        assertThat(refused.arguments().get("reason")).contains("ERROR_WRITE_PROTECT (19)", "write-protected");
    }

    @Test
    void aDriveThatDoesNotReadBackFails() {
        plug().unreadable = image().manifest().ranges().get(4).offset() + 77;
        ImageException failed = refusal(IdentityCheck.NONE);
        assertThat(failed.phase()).isEqualTo("verify");
        assertThat(failed.arguments().get("reason")).contains("ERROR_CRC (23)");
    }

    @Test
    void aDriveThatShrinksIsNoticed() {
        MemoryDisk disk = plug();
        Progress shrinking = (phase, element, done, total) -> disk.size = phase.equals("verify") ? 8 * MIB : disk.size;
        try (WriteSession session =
                new WriteSession(image().file(), WriteOptions.USUAL, Clock.systemUTC(), access(windows))) {
            session.start();
            WriteLane lane = session.add(DRIVE, Optional.of(SEED), IdentityCheck.NONE, shrinking);
            assertThat(catchThrowableOfType(ImageException.class, lane::await).problem())
                    .isEqualTo(ImageProblem.DRIVE_SHRUNK);
        }
    }

    @Test
    void filesAreWrittenAsFilesOnWindowsToo() throws Exception {
        DriveAccess access = access(windows);
        Path file = folder.resolve("PhysicalDrive3");
        assertThat(access.make(file, MIB)).isTrue();
        try (DriveChannel channel = access.open(file)) {
            assertThat(channel.size()).isEqualTo(MIB);
            assertThat(channel.device()).isFalse();
        }
        assertThat(access.make(DRIVE, MIB)).isFalse();
        access.delete(file);
        assertThat(Files.exists(file)).isFalse();
        assertThat(windows.calls).isEmpty();
    }
}
