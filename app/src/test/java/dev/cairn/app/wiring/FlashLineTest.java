package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.flash.FlashDrive;
import dev.cairn.app.usecase.flash.FlashState;
import dev.cairn.app.usecase.flash.FlashStatus;
import dev.cairn.app.usecase.flash.KeptName;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The flash line with real images and plain files that play the drives a person puts in and takes out. */
@Execution(ExecutionMode.CONCURRENT)
final class FlashLineTest {
    /** A fleet with an image, baked once; each test works on a copy. */
    @TempDir
    static Path baked;

    private static Image image;

    @TempDir
    Path folder;

    private final List<Drive> plugged = new CopyOnWriteArrayList<>();
    private final Set<String> vanishing = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch hangs = new CountDownLatch(0);
    private Cairn cairn;

    @BeforeAll
    static void bake() throws Exception {
        Path agent = Files.createDirectories(baked.resolve("agent"));
        CairnOptions options =
                CairnOptions.of(baked.resolve("home")).withAgentLayer(new PlayedArtifacts(agent).agentLayer());
        try (Cairn fleet = Cairn.open(options)) {
            fleet.initFleet().run("North");
            var release = Library.release(fleet, Files.createDirectories(baked.resolve("inputs")));
            image = fleet.bakeImage().start(BakeRequest.of(release.digest())).await();
        }
    }

    @BeforeEach
    void open() throws Exception {
        copy(baked.resolve("home"), folder);
        reopen();
    }

    private static void copy(Path what, Path into) throws Exception {
        Process copy = new ProcessBuilder(
                        "cp",
                        "-a",
                        what.toString(),
                        Files.createDirectories(into).toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void writesWhatIsPutInGivesNamesAndCountsOverARestart() throws Exception {
        plug("before", "B0");
        cairn.flashLine().arm(image, "edge", false);
        await(status -> status.drives().size() == 1);
        assertThat(states()).containsExactly(FlashState.BEFORE);

        Drive one = plug("one", "S1");
        Drive two = plug("two", "S2");
        await(status -> status.written() == 2);
        assertThat(names()).containsExactlyInAnyOrder("edge-001", "edge-002");
        assertThat(List.of(hostName(one), hostName(two))).containsExactlyInAnyOrder("edge-001", "edge-002");
        assertThat(cairn.flashLine().status().next()).isEqualTo("edge-003");

        cairn.close();
        reopen();
        FlashStatus after = cairn.flashLine().status();
        assertThat(after.written()).isEqualTo(2);
        assertThat(after.armed()).isFalse();
        plugged.clear();
        cairn.flashLine().arm(image, "edge", false);
        await(status -> status.drives().isEmpty());

        plugged.add(one);
        Drive three = plug("three", "S1");
        await(status -> status.written() == 3);
        assertThat(hostName(three))
                .as("the same serial number, but another drive")
                .isEqualTo("edge-003");
        // The record of a drive is there a moment before its card says so.
        await(status -> Set.copyOf(states()).equals(Set.of(FlashState.ALREADY, FlashState.WRITTEN)));
        cairn.flashLine().closeRun();
        assertThat(cairn.flashLine().status().run()).isNull();
    }

    @Test
    void aDriveThatWasInBeforeIsNotWrittenBecauseSomebodyUnmountsIt() throws Exception {
        Drive free = plug("archive", "A");
        Drive mounted = new Drive(
                free.device(),
                "Stick",
                "A",
                free.bytes(),
                Drive.FILE,
                "archive",
                0,
                true,
                List.of(Drive.Refusal.MOUNTED));
        plugged.set(0, mounted);
        cairn.flashLine().arm(image, null, false);
        await(status -> states().equals(List.of(FlashState.REFUSED)));
        plugged.set(0, free);
        await(status -> states().equals(List.of(FlashState.BEFORE)));

        plugged.add(new Drive(
                folder.resolve("late"),
                "Stick",
                "L",
                free.bytes(),
                Drive.FILE,
                "late",
                0,
                true,
                List.of(Drive.Refusal.MOUNTED)));
        await(status -> states().equals(List.of(FlashState.BEFORE, FlashState.REFUSED)));
        plugged.set(
                1,
                new Drive(folder.resolve("late"), "Stick", "L", free.bytes(), Drive.FILE, "late", 0, true, List.of()));
        await(status -> status.written() == 1);
        assertThat(free.device()).doesNotExist();
    }

    @Test
    void aDriveThatFailsIsCountedAndItsNameGoesToTheNext() throws Exception {
        cairn.flashLine().arm(image, "edge", false);
        await(FlashStatus::armed);
        Path small = Files.write(folder.resolve("small"), new byte[4096]);
        plugged.add(Drive.file(small, 4096));
        await(status -> status.failed() == 1 && states().equals(List.of(FlashState.FAILED)));
        FlashDrive failed = cairn.flashLine().status().drives().getFirst();
        assertThat(failed.state()).isEqualTo(FlashState.FAILED);
        assertThat(failed.problem()).isNotNull();

        Drive good = plug("good", "G");
        await(status -> status.written() == 1);
        assertThat(hostName(good)).isEqualTo("edge-001");
    }

    @Test
    void aDriveThatIsTakenOutTooEarlyKeepsItsNameOverARestart() throws Exception {
        cairn.flashLine().arm(image, "edge", false);
        await(FlashStatus::armed);
        vanishing.add("P");
        Drive pulled = stick("pulled", "P", 1);
        plugged.add(pulled);
        await(status -> status.failed() == 1);
        plugged.remove(pulled);
        Drive other = plug("other", "O");
        await(status -> status.written() == 1);
        assertThat(hostName(other)).isEqualTo("edge-002");

        cairn.close();
        reopen();
        vanishing.clear();
        cairn.flashLine().arm(image, "edge", false);
        await(status -> states().equals(List.of(FlashState.BEFORE)));
        assertThat(cairn.flashLine().status().next()).isEqualTo("edge-003");
        Drive again = stick("pulled", "P", 2);
        plugged.add(again);
        await(status -> status.written() == 2);
        assertThat(hostName(again)).isEqualTo("edge-001");
    }

    /** A copy of the inventory, taken while a drive is written, is what a killed app leaves. */
    @Test
    void whichDriveHadWhichNameIsKnownAfterTheAppWasKilled() throws Exception {
        cairn.flashLine().arm(image, "edge", false);
        await(FlashStatus::armed);
        Drive hanging = stick("hanging", "H", 1);
        hangs = new CountDownLatch(1);
        plugged.add(hanging);
        await(status -> states().equals(List.of(FlashState.WRITING)));
        assertThat(cairn.flashLine().status().failed()).isZero();
        copy(folder.resolve("home"), folder.resolve("killed"));
        hangs.countDown();
        await(status -> status.written() == 1);

        try (Cairn later = Cairn.open(CairnOptions.of(folder.resolve("killed").resolve("home")))) {
            FlashStatus left = later.flashLine().status();
            assertThat(left.written()).isZero();
            assertThat(left.failed()).isEqualTo(1);
            assertThat(left.kept()).extracting(KeptName::drive).containsExactly("H");
            assertThat(left.next()).isEqualTo("edge-002");
            later.flashLine().giveUpKept();
            assertThat(later.flashLine().status().next()).isEqualTo("edge-001");
        }
    }

    @Test
    void aDriveWithDataWaitsWhereTheLineWasToldToAsk() throws Exception {
        cairn.flashLine().arm(image, null, true);
        await(FlashStatus::armed);
        Drive full = plug("full", "F");
        Files.write(full.device(), new byte[] {1});
        Drive refused = new Drive(
                folder.resolve("system"), "Disk", "X", 1 << 20, "sata", "1", 1, false, List.of(Drive.Refusal.SYSTEM));
        plugged.add(refused);
        await(status -> status.drives().stream().noneMatch(drive -> drive.state() == FlashState.SETTLING)
                && status.drives().size() == 2);
        assertThat(states()).containsExactlyInAnyOrder(FlashState.ASKS, FlashState.REFUSED);
        assertThat(Files.size(full.device())).isEqualTo(1);

        cairn.flashLine().allow(refused);
        cairn.flashLine().disarm();
        assertThat(cairn.listDrives().written()).isEmpty();
        cairn.flashLine().arm(image, null, true);
        plugged.remove(full);
        await(status -> status.drives().size() == 1);
        plugged.add(full);
        await(status -> states().contains(FlashState.ASKS));
        Files.write(full.device(), new byte[0]);
        cairn.flashLine().allow(full);
        await(status -> status.written() == 1);
    }

    private void reopen() {
        cairn = Cairn.open(CairnOptions.of(folder.resolve("home")).withDrives(new Plugged()));
    }

    /** The drives that are put in; some are taken out when their first byte is about to be written. */
    private final class Plugged implements DriveEnumerator {
        @Override
        public List<Drive> list() {
            return List.copyOf(plugged);
        }

        @Override
        public void claim(Drive chosen) {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (vanishing.contains(chosen.serial())) {
                throw new ProblemException(new Problem(
                        ImageProblem.DRIVE_VANISHED.code(),
                        "write",
                        chosen.device().toString(),
                        Map.of("reason", "taken out")));
            }
        }
    }

    /** A drive that is claimed before its first byte. */
    private Drive stick(String name, String serial, long sequence) throws IOException {
        Path device = folder.resolve("stick-" + name);
        try (RandomAccessFile file = new RandomAccessFile(device.toFile(), "rw")) {
            file.setLength(image.bytes());
        }
        return new Drive(device, "Stick", serial, image.bytes(), "usb", "1-2", sequence, true, List.of());
    }

    private Drive plug(String name, String serial) {
        Path file = folder.resolve("drive-" + name);
        Drive drive = new Drive(file, "Stick", serial, image.bytes(), Drive.FILE, name, 0, true, List.of());
        plugged.add(drive);
        return drive;
    }

    private void await(Predicate<FlashStatus> until) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> cairn.flashLine().status(), until);
    }

    private List<FlashState> states() {
        return cairn.flashLine().status().drives().stream()
                .map(FlashDrive::state)
                .toList();
    }

    private List<String> names() {
        return cairn.flashLine().status().drives().stream()
                .map(FlashDrive::identity)
                .filter(name -> name != null)
                .toList();
    }

    private static String hostName(Drive drive) {
        try (ImageReader reader = ImageReader.open(drive.device())) {
            return String.valueOf(Seed.read(reader.espFile("/cairn/seed.json")).hostName());
        }
    }
}
